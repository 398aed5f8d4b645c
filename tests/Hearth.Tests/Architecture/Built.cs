using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Hearth.Tests.Architecture;

/// <summary>The assemblies as they were built, each outermost type with the file it was written in and all that it names.</summary>
internal sealed class Built
{
    private Built(ModuleDefinition module) => this.module = module;

    private readonly ModuleDefinition module;

    public static readonly Built Rooms = Open(typeof(HearthRooms).Assembly);

    /// <summary>This assembly, for the sake of Planted.cs: what each checker must find.</summary>
    public static readonly Built Tests = Open(typeof(Built).Assembly);

    private static Built Open(Assembly assembly)
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(Microsoft.AspNetCore.Http.HttpContext).Assembly.Location)!);
        return new(ModuleDefinition.ReadModule(assembly.Location, new ReaderParameters { ReadSymbols = true, AssemblyResolver = resolver }));
    }

    public IEnumerable<string> References => module.AssemblyReferences.Select(r => r.Name);

    /// <summary>Outermost types that a person wrote: generated code (Orleans, attributes of the compiler) is not ours to shape.</summary>
    public IEnumerable<Written> Types => module.Types
        .Where(t => (t.Namespace == "Hearth" || t.Namespace.StartsWith("Hearth.", StringComparison.Ordinal)) && !t.Name.StartsWith('<'))
        .Select(t => new Written(t));

    public IEnumerable<Written> Planted => Types.Where(t => t.File.EndsWith("/Architecture/Planted.cs", StringComparison.Ordinal));
}

/// <summary>One outermost type, with everything nested in it (lambdas, iterators, async machinery).</summary>
internal sealed class Written(TypeDefinition type)
{
    private string? file;

    public TypeDefinition Type => type;

    public override string ToString() => type.FullName;

    /// <summary>The room, by namespace: Hearth.Groups.Pages is in Groups. Empty for what composes the rooms.</summary>
    public string Room => type.Namespace.Split('.') is [_, var room, ..] ? room : "";

    /// <summary>Where it was written, from the symbols, with forward slashes; empty when nothing in it runs.</summary>
    public string File => file ??= (Methods.SelectMany(m => m.DebugInformation.SequencePoints).FirstOrDefault(p => !p.IsHidden)?.Document.Url ?? "").Replace('\\', '/');

    /// <summary>Pure by promise: in a folder or a namespace called Rules.</summary>
    public bool IsRule => File.Contains("/Rules/", StringComparison.Ordinal) || type.Namespace.Split('.').Contains("Rules");

    public IEnumerable<TypeDefinition> AndNested => Nest(type);

    public IEnumerable<MethodDefinition> Methods => AndNested.SelectMany(t => t.Methods);

    public IEnumerable<Instruction> Instructions => Methods.Where(m => m.HasBody).SelectMany(m => m.Body.Instructions);

    /// <summary>Members that its code names: calls, and methods inside expression trees.</summary>
    public IEnumerable<MemberReference> Members => Instructions.Select(i => i.Operand).OfType<MemberReference>().Where(m => m is MethodReference or FieldReference);

    /// <summary>Every type that it names anywhere: bases, attributes, signatures, bodies, arguments of generics.</summary>
    public IEnumerable<TypeReference> Uses
    {
        get
        {
            var named = new List<TypeReference?>();
            foreach (var t in AndNested)
            {
                named.Add(t.BaseType);
                named.AddRange(t.Interfaces.Select(i => i.InterfaceType));
                named.AddRange(t.CustomAttributes.Concat(t.Properties.SelectMany(p => p.CustomAttributes)).Concat(t.Methods.SelectMany(m => m.CustomAttributes)).SelectMany(Named));
                named.AddRange(t.Fields.Select(f => f.FieldType));
                named.AddRange(t.Properties.Select(p => p.PropertyType));
                named.AddRange(t.GenericParameters.SelectMany(g => g.Constraints).Select(c => c.ConstraintType));
                foreach (var m in t.Methods)
                {
                    named.Add(m.ReturnType);
                    named.AddRange(m.Parameters.Select(p => p.ParameterType));
                    named.AddRange(m.GenericParameters.SelectMany(g => g.Constraints).Select(c => c.ConstraintType));
                    if (!m.HasBody) continue;
                    named.AddRange(m.Body.Variables.Select(v => v.VariableType));
                    named.AddRange(m.Body.Instructions.SelectMany(i => Named(i.Operand)));
                }
            }
            return named.SelectMany(Flat).DistinctBy(t => t.FullName);
        }
    }

    private static IEnumerable<TypeDefinition> Nest(TypeDefinition t) => t.NestedTypes.SelectMany(Nest).Prepend(t);

    private static IEnumerable<TypeReference?> Named(CustomAttribute attribute) =>
        attribute.ConstructorArguments.Select(a => a.Value).OfType<TypeReference>().Prepend(attribute.AttributeType);

    private static IEnumerable<TypeReference?> Named(object? operand) => operand switch
    {
        TypeReference t => [t],
        GenericInstanceMethod m => [m.DeclaringType, m.ReturnType, .. m.GenericArguments],
        MethodReference m => [m.DeclaringType, m.ReturnType, .. m.Parameters.Select(p => p.ParameterType)],
        FieldReference f => [f.DeclaringType, f.FieldType],
        _ => [],
    };

    private static IEnumerable<TypeReference> Flat(TypeReference? t) => t switch
    {
        null or GenericParameter => [],
        GenericInstanceType g => g.GenericArguments.SelectMany(Flat).Concat(Flat(g.ElementType)),
        TypeSpecification s => Flat(s.ElementType),
        { DeclaringType: { } outer } => Flat(outer),
        _ => [t],
    };
}
