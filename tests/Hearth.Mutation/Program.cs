using System.Text.Json;
using Hearth.Mutation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

// weave CSC.json SOURCE OUT: compiles the rooms again as the build did, with the switch around every requirement, and writes
// Hearth.dll and mutants.json to OUT. Nothing in the tree is touched.
if (args is not [var csc, var source, var target])
{
    await Console.Error.WriteLineAsync("Hearth.Mutation CSC.json SOURCE OUT");
    return 2;
}
source = Path.GetFullPath(source);
using var given = JsonDocument.Parse(await File.ReadAllTextAsync(csc));
var line = given.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray().Select(i => i.GetProperty("Identity").GetString()!).ToList();
var asked = CSharpCommandLineParser.Default.Parse(line, source, sdkDirectory: null);
var generated = asked.GeneratedFilesOutputDirectory ?? throw new InvalidOperationException("The build kept no generated files (EmitCompilerGeneratedFiles).");

var requirements = Requirements.Read(Resource("requirements.txt"));
var (mutants, trees, fence) = (new List<Mutant>(), new List<SyntaxTree>(), default(string));
foreach (var path in asked.SourceFiles.Select(f => f.Path).Concat(Directory.EnumerateFiles(generated, "*.cs", SearchOption.AllDirectories)).Distinct())
{
    var text = await File.ReadAllTextAsync(path);
    var name = NameOf(path);
    // Before anybody is known: the request says which requirement it is asked without.
    if (name == "HearthRooms.cs") text = text.Replace("app.UseAuthentication();", "Hearth.Mutants.Use(app); app.UseAuthentication();", StringComparison.Ordinal);
    var tree = Parse(text, path);
    if (name is not null)
    {
        var weaver = new Weaver(name, requirements);
        var woven = weaver.Weave(await tree.GetRootAsync());
        if (woven is { } written)
        {
            if (weaver.Fence is { } id)
                written = written.Replace("public Guid CurrentProgram", $"public bool FenceIsDown => Hearth.Mutants.On(\"{fence = id}\"); public Guid CurrentProgram", StringComparison.Ordinal);
            tree = Parse(written, path);
            mutants.AddRange(weaver.Mutants);
        }
    }
    trees.Add(tree);
}
var stale = requirements.Named.Where(n => !n.Found).Select(n => $"requirements.txt, line {n.Line}: no \"{n.Text}\" in {n.File}.")
    .Concat(requirements.Selects.Where(s => !s.Value).Select(s => $"requirements.txt: no condition \"{s.Key.Text}\" to leave out in {s.Key.File}.")).ToList();
if (stale.Count > 0 || fence is null)
{
    foreach (var one in stale) await Console.Error.WriteLineAsync(one);
    return 1;
}
trees.Add(Parse(Resource("Mutants.cs"), "Mutants.cs"));

var compilation = CSharpCompilation.Create("Hearth", trees, asked.MetadataReferences.Select(r => MetadataReference.CreateFromFile(r.Reference, r.Properties)),
    asked.CompilationOptions.WithGeneralDiagnosticOption(ReportDiagnostic.Default).WithOptimizationLevel(OptimizationLevel.Debug));
Directory.CreateDirectory(target);
await using var dll = File.Create(Path.Combine(target, "Hearth.dll"));
await using var pdb = File.Create(Path.Combine(target, "Hearth.pdb"));
var result = compilation.Emit(dll, pdb, manifestResources: asked.ManifestResources, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
foreach (var wrong in result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(40)) await Console.Error.WriteLineAsync(wrong.ToString());
if (!result.Success) return 1;
await File.WriteAllTextAsync(Path.Combine(target, "mutants.json"), JsonSerializer.Serialize(mutants));
Console.WriteLine($"{mutants.Count(m => !m.Each)} requirements in the sources, {mutants.Count(m => m.Each)} that each endpoint has for itself.");
return 0;

SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(SourceText.From(text, System.Text.Encoding.UTF8), asked.ParseOptions, path);

// Group/GroupAccess.cs, and for a page's compiled half the page.
string? NameOf(string path)
{
    if (path.StartsWith(source + "/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal)) return path[(source.Length + 1)..];
    const string pages = "RazorSourceGenerator/";
    var at = path.IndexOf(pages, StringComparison.Ordinal);
    return at < 0 ? null : path[(at + pages.Length)..].Replace("_razor.g.cs", ".razor", StringComparison.Ordinal);
}

static string Resource(string name)
{
    using var stream = new StreamReader(typeof(Mutant).Assembly.GetManifestResourceStream(name)!);
    return stream.ReadToEnd();
}
