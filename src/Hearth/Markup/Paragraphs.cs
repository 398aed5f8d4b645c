using Markdig.Parsers;
using Markdig.Syntax;

namespace Hearth.Markup;

/// <summary>
/// Paragraphs as people mean them. Unlike the library's own: a line below a quote or a list that does not bear its mark is not part
/// of it, or an answer would be shown as the other's words; a line below which somebody drew another is no heading; and nothing is
/// taken away to be a footnote's address.
/// </summary>
internal sealed class Paragraphs : BlockParser
{
    public override BlockState TryOpen(BlockProcessor processor)
    {
        if (processor.IsBlankLine) return BlockState.None;
        if (processor.CurrentBlock is ParagraphBlock before && GoesOn(before))
        {
            before.AppendLine(ref processor.Line, processor.Column, processor.LineIndex, processor.CurrentLineStartPosition, trackTrivia: false);
            before.IsOpen = true;
            return BlockState.BreakDiscard;
        }
        processor.NewBlocks.Push(new ParagraphBlock(this) { Column = processor.Column, Span = new(processor.Line.Start, processor.Line.End) });
        return BlockState.Continue;
    }

    /// <summary>What is around it has been found on this line, too. A list itself has no mark: its items have.</summary>
    private static bool GoesOn(ParagraphBlock paragraph)
    {
        for (var around = paragraph.Parent; around is not null; around = around.Parent)
            if (around is not ListBlock && !around.IsOpen) return false;
        return true;
    }

    public override BlockState TryContinue(BlockProcessor processor, Block block) => processor.IsBlankLine ? BlockState.BreakDiscard : BlockState.Continue;

    public override bool Close(BlockProcessor processor, Block block)
    {
        ref var lines = ref ((ParagraphBlock)block).Lines;
        for (var i = 0; i < lines.Count; i++) lines.Lines[i].Slice.TrimStart();
        if (lines.Count > 0) lines.Lines[lines.Count - 1].Slice.TrimEnd();
        return lines.Count > 0;
    }
}
