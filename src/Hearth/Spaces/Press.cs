using Hearth.Database;
using Hearth.Html;
using Hearth.Spaces.Rules;
using Microsoft.AspNetCore.Http;

namespace Hearth.Spaces;

/// <summary>The press that this request is, by the name that its page gave it: a script says it beside the form, and without one it stands in the form.</summary>
public sealed class Press(Viewer viewer, IHttpContextAccessor accessor)
{
    public Guid On(Guid row, Guid? inForm, string words) =>
        PressRule.Of(viewer.PersonId, row, PressId.Said(accessor.HttpContext) ?? inForm ?? Guid.NewGuid(), words);
}
