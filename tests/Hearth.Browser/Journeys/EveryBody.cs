using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Hearth.Browser.Journeys;

/// <summary>What a page must be for every body: looked at as it stands in a browser, whoever is on it.</summary>
internal static class EveryBody
{
    // WCAG 2.2 AA and what axe calls good practice.
    private static readonly AxeRunOptions everything = new() { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } };
    private static readonly AxeRunOptions colors = new() { RunOnly = new() { Type = "rule", Values = ["color-contrast", "link-in-text-block"] } };

    // Wider than the window: what is cut off, or must be scrolled to the side for. What scrolls by itself, or is put away at the side, counts not.
    private const string TooWide = """
        () => Array.from(document.body.querySelectorAll("*"))
          .filter((el) => el.checkVisibility() && el.getBoundingClientRect().right > innerWidth + 1 && !Array.from(el.children).some((c) => c.getBoundingClientRect().right > innerWidth + 1))
          .filter((el) => { for (let up = el.parentElement; up && up !== document.body; up = up.parentElement) if (getComputedStyle(up).overflowX !== "visible") return false; return !el.closest("dialog:not([open])"); })
          .slice(0, 3).map((el) => `<${el.localName} class="${el.className?.baseVal ?? el.className}"> ${(el.textContent ?? "").trim().slice(0, 40)}`)
          .concat(document.documentElement.scrollWidth > innerWidth + 1 ? [`${document.documentElement.scrollWidth} px wide in ${innerWidth}`] : [])
        """;

    // Words that a box cuts off without a way to read on.
    private const string Cut = """
        () => Array.from(document.body.querySelectorAll("*")).filter((el) => el.checkVisibility() && !el.closest(".vh, svg, video, select, textarea, input") && el.textContent.trim() !== "")
          .filter((el) => { const s = getComputedStyle(el);
            return (s.overflowX === "hidden" || s.overflowX === "clip") && el.scrollWidth > el.clientWidth + 1 && el.clientWidth > 1
              || (s.overflowY === "hidden" || s.overflowY === "clip") && el.scrollHeight > el.clientHeight + 2 && el.clientHeight > 1; })
          .slice(0, 3).map((el) => `cut off: <${el.localName} class="${el.className?.baseVal ?? el.className}"> ${el.textContent.trim().slice(0, 40)}`)
        """;

    // A color on its way from one theme to the other is neither's: drawn once with the new theme, then whatever still moves is at its end.
    private const string Settle = """
        async () => {
          await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
          document.getAnimations().forEach((a) => { if (a.effect?.getComputedTiming().iterations !== Infinity) a.finish(); });
        }
        """;

    // What goes on moving although somebody asked for less of it; the breathing stone is there to be looked at.
    private const string Moving = "() => document.getAnimations().filter((a) => a.playState === 'running' && !a.effect?.target?.closest('.breathe')).map((a) => `moves: <${a.effect?.target?.localName} class=\"${a.effect?.target?.className}\">`)";

    /// <summary>After a change of theme: nothing is on its way any more.</summary>
    internal static Task SettleAsync(IPage page) => page.EvaluateAsync(Settle);

    /// <summary>In light and dark; narrow; with letters twice the size; with less motion. Leaves the page as it was.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage page)
    {
        var faults = new List<string>();
        faults.AddRange(Say("light", await page.RunAxe(everything)));
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark, ReducedMotion = ReducedMotion.Reduce });
        await SettleAsync(page);
        faults.AddRange(Say("dark", await page.RunAxe(colors)));
        faults.AddRange(await page.EvaluateAsync<string[]>(Moving));
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.NoPreference });

        var size = page.ViewportSize!;
        await page.SetViewportSizeAsync(320, 640);
        faults.AddRange((await page.EvaluateAsync<string[]>(TooWide)).Select(f => $"at 320 px, {f}"));
        await page.SetViewportSizeAsync(640, 800);
        await FontSizeAsync(page, 32);
        faults.AddRange((await page.EvaluateAsync<string[]>(TooWide)).Concat(await page.EvaluateAsync<string[]>(Cut)).Select(f => $"at twice the size, {f}"));
        await FontSizeAsync(page, 16);
        await page.SetViewportSizeAsync(size.Width, size.Height);
        return faults;
    }

    /// <summary>As somebody sets it in their browser, so that the page's own breakpoints move with it.</summary>
    private static async Task FontSizeAsync(IPage page, int pixels)
    {
        var line = await page.Context.NewCDPSessionAsync(page);
        await line.SendAsync("Page.setFontSizes", new() { ["fontSizes"] = new Dictionary<string, object> { ["standard"] = pixels } });
        await line.DetachAsync();
    }

    private static IEnumerable<string> Say(string theme, AxeResult result) =>
        from violation in result.Violations
        from node in violation.Nodes.Take(3)
        select $"{theme}: {violation.Id} ({violation.Help}) {node.Html[..Math.Min(node.Html.Length, 160)]} {string.Join(' ', node.Any.Concat(node.All).Concat(node.None).Select(c => c.Message).Take(1))}";
}
