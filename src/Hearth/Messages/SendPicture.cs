using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Html;
using Hearth.Messages.Rules;
using Hearth.Spaces;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Messages;

/// <summary>Sends a picture, with a few words or none. It is made anew before it is stored; making it is slow, and so done before the transaction.</summary>
public sealed class SendPicture(IServiceProvider services, HearthDb db, Viewer viewer, Press press, Pictures pictures, MessageDesk desk, Clock clock, IStringLocalizer<Words> words) : IVerb<SendPicture.Form>
{
    public const int LongestWords = 500;

    public sealed record Form(
        [property: Required] Guid? Conversation,
        [property: Required(ErrorMessage = "Please choose a picture first.")] IFormFile? Picture,
        [property: MaxLength(LongestWords, ErrorMessage = "Please keep it under 500 letters.")] string? About,
        Guid? Press);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        // Whoever may not write there makes us decode nothing.
        await using (await db.BeginReadAsync(cancel))
            if (!await db.ConversationsVisibleTo(viewer).AnyAsync(c => c.Id == form.Conversation, cancel)) return Outcome.Missing;
        if (form.Picture!.Length > PictureRule.LargestFile) return Flawed(PictureFlaw.TooLarge);

        using var file = new MemoryStream();
        await form.Picture.CopyToAsync(file, cancel);
        var (made, flaw) = await pictures.MakeAsync(file.ToArray(), cancel);
        if (made is null) return Flawed(flaw!.Value);
        db.ChangeTracker.Clear();
        return await VerbEndpoints.InTransactionAsync(services, async () =>
        {
            var conversation = await db.ConversationsVisibleTo(viewer).Where(c => c.Id == form.Conversation).HoldAsync(cancel);
            return conversation is null ? Outcome.Missing
                : await desk.SendAsync(conversation, form.About ?? "", press.On(conversation.Id, form.Press, $"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(made.Jpeg))} {form.About}"), clock.Now, cancel, made);
        }, cancel);
    }

    private Outcome Flawed(PictureFlaw flaw) => Outcome.No(nameof(Form.Picture), "picture", flaw switch
    {
        PictureFlaw.TooLarge => words["That picture is too large. Ten megabytes at most."],
        PictureFlaw.TooManyPoints => words["That picture has too many points to be shown here. Please make it smaller first."],
        PictureFlaw.SomethingBehind => words["Something else is in that file. Please send a picture alone."],
        _ => words["We can take photographs as JPEG, PNG or WebP. This is none, or not a whole one."],
    });
}
