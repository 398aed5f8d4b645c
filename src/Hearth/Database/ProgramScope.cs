namespace Hearth.Database;

/// <summary>
/// The program that this request, hub call, grain call or sweep works in. There is no ambient default:
/// a query on a program's rows before one is entered throws.
/// </summary>
public sealed class ProgramScope
{
    private Guid? program;

    public bool Entered => program is not null;

    public Guid Program => program
        ?? throw new InvalidOperationException("A program's rows were asked for before a program was entered.");

    public void Enter(Guid id)
    {
        if (id == Guid.Empty) throw new ArgumentException("No program.", nameof(id));
        if (program is { } other && other != id) throw new InvalidOperationException("A scope stays in one program.");
        program = id;
    }
}
