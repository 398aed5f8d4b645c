using Markdig;
using Markdig.Extensions.AutoLinks;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Hearth.Markup;

/// <summary>
/// The first wall: the marks that are read, each by a parser that is named here. Whatever has none stays the letters it is: HTML,
/// headings, pictures, tables, code, entities, and a backslash too.
/// </summary>
internal static class Marks
{
    /// <summary>How deep anything may stand in anything else. Deeper marks are letters.</summary>
    public const int Deepest = 6;

    /// <summary>Lists, quotes, bold, italic, links.</summary>
    public static readonly MarkdownPipeline Read = Of([new ShallowQuotes(), new ShallowLists(), new Paragraphs()],
    [
        new AutolinkInlineParser(new AutolinkOptions { EnableHtmlParsing = false }),
        new BareAddresses { OpeningCharacters = ['h'] },
        new ShallowLinks { OpeningCharacters = ['[', ']'] },
        Stars(),
        Lines(),
    ]);

    /// <summary>None: paragraphs and lines, as they were typed.</summary>
    public static readonly MarkdownPipeline AsTyped = Of([new Paragraphs()], [Lines()]);

    private static MarkdownPipeline Of(BlockParser[] blocks, InlineParser[] inlines)
    {
        // Emphasis stands in emphasis, besides.
        var made = new MarkdownPipelineBuilder { MaximumNestingDepth = Deepest * 5 };
        made.BlockParsers.Clear();
        made.BlockParsers.AddRange(blocks);
        made.InlineParsers.Clear();
        made.InlineParsers.AddRange(inlines);
        return made.Build();
    }

    /// <summary>A line ends where it was ended.</summary>
    private static LineBreakInlineParser Lines() => new() { EnableSoftAsHard = true };

    /// <summary>One star or two. Underscores stay: they are in names, and in the arms of ¯\_(ツ)_/¯.</summary>
    private static EmphasisInlineParser Stars()
    {
        var stars = new EmphasisInlineParser();
        stars.EmphasisDescriptors.Clear();
        stars.EmphasisDescriptors.Add(new('*', 1, 2, enableWithinWord: true));
        return stars;
    }

    /// <summary>An address without any mark. The library knows where a sentence ends in plain quotation marks, and not in those that phones type.</summary>
    private sealed class BareAddresses() : AutoLinkParser(new AutoLinkOptions { ValidPreviousCharacters = "*(\"'“‘«:,;" })
    {
        private static readonly char[] closing = ['”', '’', '“', '»', '…', '。', '、', '）'];

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            if (!base.Match(processor, ref slice)) return false;
            if (processor.Inline is not LinkInline { Url: { } url, FirstChild: LiteralInline words } link) return true;
            var behind = url.Length - url.TrimEnd(closing).Length;
            link.Url = url[..^behind];
            words.Content.End -= behind;
            slice.Start -= behind;
            return true;
        }
    }

    private static bool MayOpenMore(BlockProcessor processor)
    {
        var depth = 0;
        for (Block? around = processor.CurrentContainer; around is not null; around = around.Parent)
            if (around is QuoteBlock or ListItemBlock) depth++;
        return depth < Deepest;
    }

    private sealed class ShallowQuotes : QuoteBlockParser
    {
        public override BlockState TryOpen(BlockProcessor processor) => MayOpenMore(processor) ? base.TryOpen(processor) : BlockState.None;
    }

    private sealed class ShallowLists : ListBlockParser
    {
        public override BlockState TryOpen(BlockProcessor processor)
        {
            var state = MayOpenMore(processor) ? base.TryOpen(processor) : BlockState.None;
            // It finds lines that are drawn across a page, too, which could be points of a list. Here they are letters.
            if (!processor.NewBlocks.TryPeek(out var found) || found is not ThematicBreakBlock) return state;
            processor.NewBlocks.Pop();
            return BlockState.None;
        }
    }

    /// <summary>Each open bracket is one more level for all that follows, until it is known to be no link.</summary>
    private sealed class ShallowLinks : LinkInlineParser
    {
        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            var open = 0;
            for (var around = processor.Inline as ContainerInline ?? processor.Inline?.Parent; around is not null; around = around.Parent)
                if (around is LinkDelimiterInline) open++;
            return (slice.CurrentChar != '[' || open < Deepest) && base.Match(processor, ref slice);
        }
    }
}
