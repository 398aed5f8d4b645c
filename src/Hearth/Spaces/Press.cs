using Hearth.Database;
using Hearth.Spaces.Rules;
using Microsoft.AspNetCore.Http;

namespace Hearth.Spaces;

/// <summary>The press that this request is, by the name that its page gave it: a script says it beside the form, and without one it stands in the form.</summary>
public sealed class Press(Viewer viewer, IHttpContextAccessor accessor)
{
    public Guid On(Guid row, Guid? inForm, string words) =>
        PressRule.Of(viewer.PersonId, row, accessor.HttpContext?.Request.Headers["X-Hearth-Press"] is [{ } said] && Guid.TryParse(said, out var press) ? press : inForm ?? Guid.NewGuid(), words);
}
