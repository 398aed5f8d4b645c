using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hearth.Browser.Journeys;

/// <summary>
/// Somebody who has a keyboard and nothing else. Each place where the focus stops is looked at: it must be in view, not covered,
/// and look different from when the focus is elsewhere. What is wrong is gathered in <see cref="Faults"/>.
/// </summary>
public sealed class Keyboard
{
    private const int Most = 120;

    // Where the focus is, and what is wrong with it. Small inputs that lie under a picture of themselves are looked at by their label.
    private const string Look = """
        () => {
          const el = document.activeElement;
          const last = window.hearthKeys;
          window.hearthKeys = null;
          const faults = [];
          const looks = (parts) => parts.map((p) => { const s = getComputedStyle(p); return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.translate].join(" "); });
          if (last && last.el !== el && last.parts.every((p) => p.isConnected) && last.el.checkVisibility()) {
            const now = looks(last.parts);
            if (now.every((look, i) => look === last.looks[i])) faults.push(`${last.what} looks the same with the focus and without it`);
          }
          if (!el || el === document.body || el === document.documentElement) return JSON.stringify({ body: true, faults });
          const what = `<${el.localName}${el.id ? " #" + el.id : ""}> “${(el.getAttribute("aria-label") ?? el.textContent ?? "").replace(/\s+/g, " ").trim().slice(0, 50)}”`;
          const label = el.matches("input") ? el.closest("label") : null;
          const parts = [el, ...(label ? [label, el.nextElementSibling].filter(Boolean) : [])];
          const clear = getComputedStyle(el).opacity === "0";
          const shown = label ?? el;
          const rects = Array.from(shown.getClientRects()).filter((r) => r.width > 1 && r.height > 1).map((r) => ({
            left: Math.max(0, r.left), top: Math.max(0, r.top), right: Math.min(innerWidth, r.right), bottom: Math.min(innerHeight, r.bottom) }));
          const inside = rects.filter((r) => r.right - r.left > 1 && r.bottom - r.top > 1);
          if (clear && !label) faults.push(`${what} is invisible`);
          if (rects.length === 0) faults.push(`${what} has no size`);
          else if (inside.length === 0) faults.push(`${what} is not in view`);
          else {
            const hits = inside.map((r) => document.elementFromPoint((r.left + r.right) / 2, (r.top + r.bottom) / 2));
            if (!hits.some((hit) => hit && (shown.contains(hit) || el.contains(hit) || hit.closest("label")?.contains(el))))
              faults.push(`${what} is covered by <${hits[0]?.localName} class="${hits[0]?.className?.baseVal ?? hits[0]?.className ?? ""}">`);
          }
          const ring = parts.some((p) => { const s = getComputedStyle(p); return (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== "none"; });
          if (!ring) faults.push(`${what} has no focus ring`);
          window.hearthKeys = { el, parts, looks: looks(parts), what };
          return JSON.stringify({ body: false, faults });
        }
        """;

    private readonly IPage page;
    private readonly ICDPSession line;
    private readonly HashSet<string> faults = [];

    private Keyboard(IPage page, ICDPSession line) => (this.page, this.line) = (page, line);

    /// <summary>What was wrong with places where the focus stopped, each once.</summary>
    public IReadOnlyCollection<string> Faults => faults;

    public static async Task<Keyboard> OfAsync(IPage page) => new(page, await page.Context.NewCDPSessionAsync(page));

    /// <summary>Goes on with Tab (or back with Shift+Tab) until the focus is on what a screen reader calls that.</summary>
    /// <param name="inside">Several things have this name: the one inside of that.</param>
    public async Task TabToAsync(string name, string? inside = null, bool back = false)
    {
        var passed = new List<string>();
        for (var i = 0; i < Most; i++)
        {
            await page.Keyboard.PressAsync(back ? "Shift+Tab" : "Tab");
            var (now, body) = await StopAsync();
            if (!body && now == name && (inside is null || await IsInsideAsync(inside))) return;
            passed.Add(now);
        }
        Assert.Fail($"{(back ? "Shift+Tab" : "Tab")} does not come to “{name}”{(inside is null ? "" : " inside " + inside)} at {page.Url}. On the way: {string.Join(" | ", passed)}");
    }

    /// <summary>Goes there, and presses it.</summary>
    public async Task PressAsync(string name, string? inside = null, string key = "Enter", bool back = false)
    {
        await TabToAsync(name, inside, back);
        await page.Keyboard.PressAsync(key);
    }

    /// <summary>Follows a link, or sends a form, to another page.</summary>
    public async Task GoAsync(string name, string to, string? inside = null)
    {
        var asked = new List<string>();
        void Asked(object? sender, Microsoft.Playwright.IRequest request) => asked.Add(new Uri(request.Url).AbsolutePath);
        void Answered(object? sender, Microsoft.Playwright.IRequest request) => asked.Remove(new Uri(request.Url).AbsolutePath);
        page.Request += Asked;
        page.RequestFinished += Answered;
        page.RequestFailed += Answered;
        try
        {
            await PressAsync(name, inside);
            await page.WaitForURLAsync(to);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"“{name}” does not lead to {to} but stays at {page.Url}. Asked for and not answered: {string.Join(", ", asked)}. The focus is on {await WhereAsync()}. The page says: {await page.InnerTextAsync("main")}");
        }
        finally
        {
            page.Request -= Asked;
            page.RequestFinished -= Answered;
            page.RequestFailed -= Answered;
        }
    }

    /// <summary>Goes to a field, and types into it in place of what was there.</summary>
    public async Task TypeAsync(string name, string words)
    {
        await TabToAsync(name);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(words);
    }

    /// <summary>Waits until the focus is on what a screen reader calls that: somebody was put there.</summary>
    public async Task IsOnAsync(string name)
    {
        var now = "";
        for (var until = DateTime.UtcNow.AddSeconds(20); DateTime.UtcNow < until; await Task.Delay(50))
            if ((now = (await NameAsync()).Name) == name)
                return;
        Assert.Fail($"The focus is on “{now}” ({await WhereAsync()}), not on “{name}”.");
    }

    /// <summary>Waits until the focus is inside of that, and so not lost.</summary>
    public async Task IsInAsync(string part)
    {
        for (var until = DateTime.UtcNow.AddSeconds(20); DateTime.UtcNow < until; await Task.Delay(50))
            if (await IsInsideAsync(part) && await page.EvaluateAsync<bool>("() => document.activeElement.checkVisibility()"))
                return;
        Assert.Fail($"The focus is not in {part} but on {await WhereAsync()}.");
    }

    private Task<string> WhereAsync() => page.EvaluateAsync<string>("() => document.activeElement?.outerHTML.slice(0, 160) ?? ''");

    /// <summary>The first Tab of a page offers to skip to what is new on it, and the next one is there.</summary>
    public async Task SkipsAsync()
    {
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the page", (await StopAsync()).Name);
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        var (name, _) = await StopAsync();
        Assert.True(await IsInsideAsync("main"), $"Skipping to the page at {page.Url} leads to “{name}”.");
    }

    /// <summary>Opens something with a key, goes into it, shuts it with Escape, and is back at what opened it.</summary>
    public async Task OpensAndEscapesAsync(string name, string opened, string? inside = null)
    {
        await PressAsync(name, inside);
        await Expect(page.Locator(opened)).ToBeVisibleAsync();
        if (!await IsInsideAsync(opened))   // a menu, not a dialog: the next Tab goes into it
        {
            await page.Keyboard.PressAsync("Tab");
            await StopAsync();
        }
        Assert.True(await IsInsideAsync(opened), $"Tab after “{name}” does not lead into what it opened.");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(opened)).ToBeHiddenAsync();
        await IsOnAsync(name);
    }

    private async Task<bool> IsInsideAsync(string part) =>
        await page.Locator(part).EvaluateAllAsync<bool>("(found) => found.some((part) => part.contains(document.activeElement))");

    private async Task<(string Name, bool Body)> StopAsync()
    {
        using var found = JsonDocument.Parse(await page.EvaluateAsync<string>(Look));
        foreach (var fault in found.RootElement.GetProperty("faults").EnumerateArray()) faults.Add($"{new Uri(page.Url).AbsolutePath}: {fault.GetString()}");
        return found.RootElement.GetProperty("body").GetBoolean() ? ("(end of the page)", true) : (await NameAsync());
    }

    /// <summary>As the browser tells it to a screen reader.</summary>
    private async Task<(string Name, bool Body)> NameAsync()
    {
        var focus = (await line.SendAsync("Runtime.evaluate", new() { ["expression"] = "document.activeElement" }))!.Value.GetProperty("result");
        if (!focus.TryGetProperty("objectId", out var id)) return ("(nothing)", true);
        var tree = await line.SendAsync("Accessibility.getPartialAXTree", new() { ["objectId"] = id.GetString()!, ["fetchRelatives"] = false });
        var node = tree!.Value.GetProperty("nodes")[0];
        return (node.TryGetProperty("name", out var name) ? name.GetProperty("value").GetString() ?? "" : "", focus.GetProperty("className").GetString() == "HTMLBodyElement");
    }
}
