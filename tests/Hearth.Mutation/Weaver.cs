using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hearth.Mutation;

/// <summary>One requirement that the run turns into "always allow".</summary>
internal sealed record Mutant(string Id, string File, int Line, string Where, string What, bool Each);

/// <summary>Puts the switch around every requirement of one file.</summary>
internal sealed class Weaver(string file, Requirements requirements)
{
    private readonly Dictionary<ExpressionSyntax, (string Id, Form Form, string? Each)> wraps = [];

    public List<Mutant> Mutants { get; } = [];

    public string? Fence { get; private set; }

    /// <returns>The file's text with the switch in it; null when nothing in it is a requirement.</returns>
    public string? Weave(SyntaxNode root)
    {
        if (file.EndsWith("Access.cs", StringComparison.Ordinal))
            foreach (var method in root.DescendantNodes().OfType<MethodDeclarationSyntax>().Where(Decides)) InAccess(method);
        foreach (var named in requirements.Named.Where(n => n.File == file)) InRoom(root, named);
        return wraps.Count == 0 ? null : Written(root.ToFullString());
    }

    /// <summary>Put in as text: what a page's compiler wrote in between (#line) stays at the start of its line.</summary>
    private string Written(string text)
    {
        var edits = new List<(int At, int Outer, string Text)>();
        foreach (var (expression, (id, form, each)) in wraps)
        {
            var on = each is not null ? $"global::Hearth.Mutants.At(\"{each}\", http)" : form == Form.Fence ? "FenceIsDown" : $"global::Hearth.Mutants.On(\"{id}\")";
            var span = expression.Span;
            edits.Add((span.Start, -span.Length, form == Form.False ? $"(!{on} && (" : $"({on} || ("));
            edits.Add((span.End, span.Length, "))"));
        }
        foreach (var (at, _, put) in edits.OrderByDescending(e => e.At).ThenByDescending(e => e.Outer)) text = text.Insert(at, put);
        return text;
    }

    /// <summary>Whoever asks is in it, or what they may ask with.</summary>
    private bool Decides(MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters.Any(p => p.Type?.ToString() is "Viewer" or "Glass") || requirements.Methods.Contains(file + "/" + method.Identifier.Text);

    private void InAccess(MethodDeclarationSyntax method)
    {
        foreach (var lambda in method.DescendantNodes().OfType<LambdaExpressionSyntax>())
            if (lambda.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: var called } } }
                && called is "Where" or "Any" or "AnyAsync" or "SingleOrDefaultAsync" && lambda.ExpressionBody is { } body
                && !lambda.Ancestors().OfType<PrefixUnaryExpressionSyntax>().Any(n => n.IsKind(SyntaxKind.LogicalNotExpression) && method.Span.Contains(n.Span)))
                Parts(body, method);
        foreach (var branch in method.DescendantNodes())
            if (branch is IfStatementSyntax { Statement: ReturnStatementSyntax } choice && choice.Condition.ToString().Contains("viewer.", StringComparison.Ordinal)) Add(choice.Condition, Form.True, method);
            else if (branch is ConditionalExpressionSyntax either && either.Condition.ToString().Contains("viewer.", StringComparison.Ordinal)) Add(either.Condition, Form.True, method);
    }

    /// <summary>Each part of an "and" by itself; an "or" as a whole, and the "and"s in it.</summary>
    private void Parts(ExpressionSyntax condition, MethodDeclarationSyntax method, bool inOr = false)
    {
        switch (condition)
        {
            case ParenthesizedExpressionSyntax p:
                Parts(p.Expression, method, inOr);
                break;
            case BinaryExpressionSyntax b when b.IsKind(SyntaxKind.LogicalAndExpression):
                Parts(b.Left, method);
                Parts(b.Right, method);
                break;
            case BinaryExpressionSyntax b when b.IsKind(SyntaxKind.LogicalOrExpression):
                if (!inOr) Add(b, Form.True, method);
                Parts(b.Left, method, inOr: true);
                Parts(b.Right, method, inOr: true);
                break;
            default:
                if (inOr) break;
                if (requirements.Selects.ContainsKey((file, Requirements.Bare(condition)))) requirements.Selects[(file, Requirements.Bare(condition))] = true;
                else Add(condition, Form.True, method);
                break;
        }
    }

    private void InRoom(SyntaxNode root, Named named)
    {
        var all = root.DescendantNodes().OfType<ExpressionSyntax>()
            .Where(e => Requirements.Bare(e) == named.Text && e.Parent is not NameColonSyntax && !(e.Parent is MemberAccessExpressionSyntax m && m.Name == e)).ToList();
        var chosen = named.Which switch
        {
            "" when all.Count == 1 => all,
            "*" => all,
            _ when int.TryParse(named.Which, out var one) && one <= all.Count => [all[one - 1]],
            _ => throw new InvalidOperationException($"requirements.txt, line {named.Line}: {all.Count} of \"{named.Text}\" in {file}; say which (\" #2\", \" #*\")."),
        };
        named.Found = chosen.Count > 0;
        foreach (var one in chosen) Add(one, named.Form, one.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault(), named.Each);
    }

    private void Add(ExpressionSyntax expression, Form form, MemberDeclarationSyntax? member, string? each = null)
    {
        if (wraps.ContainsKey(expression)) return;
        var line = expression.GetLocation().GetMappedLineSpan().StartLinePosition.Line + 1;
        var where = member switch { MethodDeclarationSyntax m => m.Identifier.Text, PropertyDeclarationSyntax p => p.Identifier.Text, BaseTypeDeclarationSyntax t => t.Identifier.Text, _ => "" };
        var id = each ?? $"{file}:{line}:{Mutants.Count(m => m.Line == line) + 1}";
        wraps[expression] = (id, form, each);
        if (form == Form.Fence) Fence = id;
        Mutants.Add(new(id, file, line, where, System.Text.RegularExpressions.Regex.Replace(expression.ToString(), @"\s+", " "), each is not null));
    }
}
