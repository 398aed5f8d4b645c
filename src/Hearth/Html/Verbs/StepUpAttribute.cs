using Microsoft.AspNetCore.Builder;

namespace Hearth.Html;

/// <summary>
/// For pages and verbs where an open page in another's hand is not enough: their holder shows again who they are, with a way
/// in that was there before. It holds for ten minutes, in that one sign-in. The way there and back, with what was typed, is
/// SignIn's; its README says how another room asks inside a verb.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StepUpAttribute : Attribute;

public static class StepUpConventions
{
    public static TBuilder StepUp<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new StepUpAttribute());
}
