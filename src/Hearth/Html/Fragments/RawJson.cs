using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hearth.Html;

/// <summary>JSON that is already written: the hub copies it into each message as it stands.</summary>
internal sealed record RawJson(byte[] Utf8);

internal sealed class RawJsonConverter : JsonConverter<RawJson>
{
    public override RawJson Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        throw new NotSupportedException("Only ever sent.");

    public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Utf8, skipInputValidation: true);
}
