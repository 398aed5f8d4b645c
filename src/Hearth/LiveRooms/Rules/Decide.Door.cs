namespace Hearth.LiveRooms.Rules;

/// <summary>Coming, being let in, going. Nobody is inside before a leader opens, and nobody is let in but by a leader.</summary>
public static partial class Decide
{
    private static Refusal? Open(Draft room, Ask ask, OpenRoom c)
    {
        if (room.State.OpenedAt is not null) return Refusal.AlreadyOpen;
        Arrive(room, ask, Sessions.TakingPart.Camera);
        room.Add(new Opened(room.Now, ask.By, c.Room, c.Cap, [.. c.Steps]));
        foreach (var leader in room.State.InOrder.Where(p => p.Leads && (p.Waiting || p.Id == ask.By)).ToList()) Enter(room, leader.Id, ask.By);
        if (c.Steps.Length > 0) StartStep(room, 0);
        return null;
    }

    private static Refusal? AtTheDoor(Draft room, Ask ask, Knock c)
    {
        var known = room.State.Find(ask.By);
        if (known is { Removed: true }) return Refusal.TakenOut;
        if (known is { Inside: true }) return null;
        if (known is { Admitted: true })
        {
            room.Add(new CameBack(room.Now, ask.By));
            Sits(room, ask.By, c.Comfort);
            Join(room, ask.By);
            return null;
        }
        Arrive(room, ask, c.TakingPart);
        Sits(room, ask.By, c.Comfort);
        if (ask.Leads && room.State.IsOpen) Enter(room, ask.By, ask.By);
        return null;
    }

    private static void Arrive(Draft room, Ask ask, Sessions.TakingPart takingPart)
    {
        if (room.State.Find(ask.By) is not { Waiting: true }) room.Add(new Knocked(room.Now, ask.By, ask.Draw, takingPart));
        if (room.State.Find(ask.By)!.Leads != ask.Leads) room.Add(new LeaderNamed(room.Now, ask.By, ask.Leads));
    }

    private static void Enter(Draft room, Guid person, Guid by)
    {
        room.Add(new Admitted(room.Now, person, by));
        Join(room, person);
    }

    /// <summary>Somebody who comes in during a round has their turn at its end.</summary>
    private static void Join(Draft room, Guid person)
    {
        var p = room.State.Find(person)!;
        if (p is { Inside: true, Leads: false, MayBeAsked: true } && room.State.Round is { } round && round.Of(person) is null) room.Add(new TurnAdded(room.Now, person));
    }

    private static Refusal? LetIn(Draft room, Guid by, Guid person)
    {
        var p = room.State.Find(person);
        if (p is { Inside: true }) return null;
        if (p is null || !(p.Waiting || p.Removed)) return Refusal.NotAtDoor;
        if (room.State.Locked) return Refusal.Locked;
        if (!p.Leads && Members(room) >= room.State.Cap) return Refusal.Full;
        Enter(room, person, by);
        return null;
    }

    private static Refusal? LetAllIn(Draft room, Guid by)
    {
        if (room.State.Locked) return Refusal.Locked;
        foreach (var p in room.State.InOrder.Where(p => p.Waiting).ToList())
            if (LetIn(room, by, p.Id) is { } refused)
                // Those who fit are in; it would help nobody to send them out again.
                return room.State.Inside.Any(i => i.Id != by && !room.Events.IsEmpty) ? null : refused;
        return null;
    }

    private static int Members(Draft room) => room.State.People.Values.Count(p => p.Admitted && !p.Removed && !p.Leads);

    private static Refusal? Lock(Draft room, bool locked)
    {
        if (room.State.Locked != locked) room.Add(new DoorLocked(room.Now, locked));
        return null;
    }

    private static Refusal? BackToWaiting(Draft room, Ask ask, Guid person)
    {
        if (room.State.Find(person) is not { Inside: true } p) return Refusal.NotHere;
        if (p.Leads) return Refusal.Leads;
        room.Add(new WasPutBack(room.Now, person, ask.By, ask.Draw));
        return null;
    }

    /// <summary>From the room, or from its door.</summary>
    private static Refusal? TakeOut(Draft room, Ask ask, Guid person)
    {
        var p = room.State.Find(person);
        if (p is null || !(p.Waiting || p.Admitted)) return Refusal.NotHere;
        if (p.Leads) return Refusal.Leads;
        room.Add(new WasRemoved(room.Now, person, ask.By, ask.Draw));
        return null;
    }

    private static Refusal? GoOut(Draft room, Ask ask)
    {
        if (room.State.Find(ask.By) is { } p && (p.Waiting || p.Inside)) room.Add(new WentOut(room.Now, ask.By, ask.Draw));
        return null;
    }

    private static Refusal? End(Draft room, Guid by)
    {
        if (room.State.Break is not null) room.Add(new BreakEnded(room.Now));
        room.Add(new Ended(room.Now, by));
        return null;
    }
}
