using System.Globalization;
using FlinkMemoryConsole.Core.Findings;

namespace FlinkMemoryConsole.Cli.Diagnose;

/// <summary>The document in one sentence: what a person reads first.</summary>
internal static class VerdictSentence
{
    public static string Of(FindingsDocument document)
    {
        var watched = string.Create(CultureInfo.InvariantCulture, $"{(document.To - document.From).TotalMinutes:0.#} minutes");
        return document switch
        {
            { Findings: [var only] } => $"{Word(document.Verdict)}: {only.Headline}",
            { Findings: [var first, ..] } => $"{Word(document.Verdict)}: {first.Headline} ({document.Findings.Length - 1} more below)",
            { Verdict: Verdict.Healthy } => $"HEALTHY: nothing is wrong with memory in the {watched} that were looked at.",
            _ => $"CANNOT TELL: not enough was seen in the {watched} that were looked at.",
        };
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Critical => "CRITICAL",
        Verdict.Warning => "WARNING",
        Verdict.Healthy => "HEALTHY",
        _ => "CANNOT TELL",
    };
}
