using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hearth.Mutation;

/// <summary>What a requirement becomes.</summary>
internal enum Form
{
    /// <summary>A condition that lets in: always true.</summary>
    True,
    /// <summary>A condition that turns away: never true.</summary>
    False,
    /// <summary>The fence of every query, in the model: true by way of the context, since a model is made once.</summary>
    Fence,
}

/// <summary>One line of requirements.txt that names an expression. <paramref name="Each"/>: the endpoints have it one by one.</summary>
internal sealed record Named(string File, Form Form, string? Each, string Text, string Which, int Line)
{
    public bool Found { get; set; }
}

/// <summary>The reviewed list: what is a requirement outside of the access queries, and what in them only selects.</summary>
internal sealed class Requirements
{
    public List<Named> Named { get; } = [];

    /// <summary>In access files: methods without a viewer that decide all the same.</summary>
    public HashSet<string> Methods { get; } = [];

    /// <summary>In access files: conditions that only find a row or keep sets together.</summary>
    public Dictionary<(string File, string Text), bool> Selects { get; } = [];

    public static Requirements Read(string text)
    {
        var all = new Requirements();
        foreach (var (line, number) in text.Split('\n').Select((l, i) => (l.Trim(), i + 1)).Where(l => l.Item1.Length > 0 && l.Item1[0] != '#'))
        {
            var parts = line.Split(" | ", 3, StringSplitOptions.TrimEntries);
            if (parts.Length != 3) throw new FormatException($"requirements.txt, line {number}: file | what it becomes | expression.");
            var (file, form, expression) = (parts[0], parts[1].Split(' '), parts[2]);
            if (form[0] == "method") all.Methods.Add(file + "/" + expression);
            else if (form[0] == "selects") all.Selects[(file, Bare(expression))] = false;
            else
            {
                var at = expression.LastIndexOf(" #", StringComparison.Ordinal);
                all.Named.Add(new(file, Enum.Parse<Form>(form[0], ignoreCase: true), form.ElementAtOrDefault(1), Bare(at < 0 ? expression : expression[..at]), at < 0 ? "" : expression[(at + 2)..], number));
            }
        }
        return all;
    }

    /// <summary>Blanks say nothing.</summary>
    public static string Bare(string expression) => string.Concat(expression.Where(c => !char.IsWhiteSpace(c)));

    public static string Bare(SyntaxNode node) => Bare(node is ParenthesizedExpressionSyntax p ? "(" + p.Expression + ")" : node.ToString());
}
