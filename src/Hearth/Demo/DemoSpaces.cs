using Hearth.Database;
using Hearth.Groups;
using Hearth.Holds;
using Hearth.Moderation;
using Hearth.Sealing;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using AnswerKind = Hearth.LiveRooms.Rules.AnswerKind;

namespace Hearth.Demo;

/// <summary>What Porch Light has written to one another in the last days, and a space of the whole program. Made once, with the house.</summary>
public sealed class DemoSpaces(HearthDb db, Sealer sealer, Clock clock)
{
    private sealed record Said(string Host, double HoursAgo, string Text, params (ResponseKind Kind, string Host)[] Responses);

    public async Task FillAsync(IReadOnlyDictionary<string, Guid> people, CancellationToken cancel)
    {
        var group = await db.GroupsOfProgram().SingleAsync(g => g.Name == DemoCast.Tonight.Name, cancel);
        var porch = Space.Of(group);
        porch.SayWhenRead("between 8 am and 8 pm, and usually answer within two hours");
        var wins = Space.Open(group.ProgramId, "Small wins", "Things that went well, however small.", people["ada"], clock.Now - Duration.FromDays(9));
        db.AddRange(porch, wins);
        foreach (var host in (string[])["wren", "june", "tomas", "pilar", "marlow", "sana", "leila", "dan", "noor"]) db.Add(Entry.Into(group.ProgramId, porch.Id, people[host], clock.Now - Duration.FromDays(6)));
        foreach (var host in (string[])["wren", "june", "ruth", "leila"]) db.Add(Entry.Into(group.ProgramId, wins.Id, people[host], clock.Now - Duration.FromDays(6)));

        Write(porch, people, AnswerKind.Cheer,
        [
            new("pilar", 74, "Called the dentist. After two years. My hands were shaking but I have a date.", (ResponseKind.GivesMeHope, "wren"), (ResponseKind.GivesMeHope, "tomas"), (ResponseKind.IHearYou, "marlow")),
        ]);
        var sundays = Write(porch, people, AnswerKind.WhatWorked,
        [
            new("tomas", 27, "Sunday around 4 pm something heavy lands on me. If you get that, what do you do with the hour before dinner?", (ResponseKind.MeToo, "pilar"), (ResponseKind.MeToo, "sana")),
            new("june", 25, "I chop something. Anything. It started as a joke and now the onions are kind of mine.", (ResponseKind.GivesMeHope, "wren")),
            new("marlow", 22, "I go stand outside until I’m cold enough to want to be in. Ten minutes, usually less."),
            new("leila", 20, "Notice that both of these are small, physical and have an end. That’s a skill, and you two found it on your own. Tomas, shall we try one together on Thursday?"),
        ]);
        Write(porch, people, AnswerKind.Listen,
        [
            new("sana", 7.4, "Hi everyone. I did not expect to be this nervous to type one sentence."),
        ]);
        Write(wins, people, AnswerKind.Cheer,
        [
            new("ruth", 50, "Watered the plants before they asked.", (ResponseKind.GivesMeHope, "june")),
            new("wren", 48, "They must feel so seen."),
        ]);
        await WaitAsync(sundays, people["marlow"], "There is a walking group by the lake. Ask for me: marlow@example.org.", cancel);
        db.Add(Story.Of(group.ProgramId, people["ruth"], true, "I came because my sister drove me. For weeks I only listened, with the camera off. What helped was hearing the same three people each Tuesday, and that nobody was in a hurry with me.", clock.Now - Duration.FromDays(40)));
        db.Add(Story.Of(group.ProgramId, people["pilar"], false, "Mornings were the worst. Somebody here said: decide the night before what the first ten minutes are. Mine are tea, window, shoes. It is not much, and it holds.", clock.Now - Duration.FromDays(12)));
    }

    /// <summary>It says how somebody is reached outside, so that one of those who keep the space reads it first.</summary>
    private async Task WaitAsync(Topic topic, Guid author, string text, CancellationToken cancel)
    {
        var (id, now) = (Guid.NewGuid(), clock.Now);
        db.Add(Hold.Of(topic.ProgramId, id, author, new(topic.SpaceId, topic.Id, null), HoldReason.Contact, "", false, await sealer.SealAsync(author, Hold.TextAt(id), text, cancel), Guid.NewGuid(), now - Duration.FromMinutes(40), now + Duration.FromHours(12)));
    }

    private Topic Write(Space space, IReadOnlyDictionary<string, Guid> people, AnswerKind ask, Said[] all)
    {
        Instant At(Said said) => clock.Now - Duration.FromHours(said.HoursAgo);
        var topic = Topic.Start(space.ProgramId, space.Id, people[all[0].Host], ask, At(all[0]));
        db.Add(topic);
        foreach (var said in all)
        {
            var post = topic.Write(people[said.Host], said.Text, Guid.NewGuid(), At(said), said.Host == "leila" ? NoteFor.Everybody : null);
            db.Add(post);
            foreach (var (kind, host) in said.Responses) db.Add(Response.To(post, people[host], kind, At(said) + Duration.FromMinutes(9)));
        }
        return topic;
    }
}
