using FlinkMemoryConsole.Core.Findings;

namespace FlinkMemoryConsole.Web.Components.Shared;

/// <summary>How bad something is, as it looks: icon, word and colour always together.</summary>
/// <param name="Css">The class that gives the colour: <c>critical</c>, <c>warning</c>, <c>healthy</c>, <c>info</c> or <c>unknown</c>.</param>
public sealed record SeverityLook(string Css, string Icon, string Word)
{
    public static SeverityLook Critical { get; } = new("critical", "⬣", "Critical");

    public static SeverityLook Warning { get; } = new("warning", "▲", "Warning");

    public static SeverityLook Info { get; } = new("info", "●", "Note");

    public static SeverityLook Healthy { get; } = new("healthy", "✓", "Well");

    public static SeverityLook Unknown { get; } = new("unknown", "?", "Not known");

    /// <summary>What ended: no longer a call to act.</summary>
    public static SeverityLook Resolved { get; } = new("unknown", "○", "Over");

    public static SeverityLook Of(Severity severity) => severity switch
    {
        Severity.Critical => Critical,
        Severity.Warning => Warning,
        _ => Info,
    };

    public static SeverityLook Of(Verdict verdict) => verdict switch
    {
        Verdict.Critical => Critical,
        Verdict.Warning => Warning,
        Verdict.Healthy => Healthy,
        _ => Unknown,
    };

    /// <summary>Of a finding: resolved ones step back.</summary>
    public static SeverityLook Of(Finding finding) => finding.Until is null ? Of(finding.Severity) : Resolved;
}
