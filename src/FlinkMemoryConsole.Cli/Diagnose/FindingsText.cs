using System.Globalization;
using FlinkMemoryConsole.Cli.Shared;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Findings;

namespace FlinkMemoryConsole.Cli.Diagnose;

/// <summary>Prints a findings document for a person who has been woken by it: the verdict first, then what to do about each finding.</summary>
/// <param name="output">Where to.</param>
/// <param name="colour">Escape sequences for the verdict and the headings; only for a terminal.</param>
internal sealed class FindingsText(TextWriter output, bool colour)
{
    private const int Width = 110;

    public void Write(FindingsDocument document, string about)
    {
        WriteWrapped(VerdictSentence.Of(document), "", "", Colour(document.Verdict));
        output.WriteLine(Printable.Of(about));
        for (var i = 0; i < document.Findings.Length; i++)
        {
            output.WriteLine();
            Write(document.Findings[i], i + 1, document.To);
        }

        WriteList("Taken back", [.. document.Withdrawn.Select(withdrawn => $"{withdrawn.Headline} ({Time(withdrawn.Since)} to {Time(withdrawn.Until)}): {withdrawn.Reason}")], "");
        WriteList("Not seen", [.. document.Coverage.Where(coverage => !coverage.Known).Select(coverage => $"{coverage.Area}: {coverage.Why}")], "");
    }

    private void Write(Finding finding, int number, DateTimeOffset to)
    {
        const string indent = "   ";
        WriteWrapped(finding.Headline, $"{number}. ", indent, Colour(finding.Severity));
        var until = finding.Until is { } ended ? $" to {Time(ended)}" : "";
        output.WriteLine($"{indent}{finding.Class} · {Word(finding.Severity)} · {Word(finding.Kind)} · {finding.Confidence.ToString("P0", CultureInfo.InvariantCulture)} sure · since {Time(finding.Since)}{until}");
        WriteWrapped(Place(finding), indent, indent);
        if (finding.LimitAt is { } limit)
        {
            output.WriteLine($"{indent}The limit is reached at about {Time(limit)}, in {Duration(limit - to)}.");
        }

        WriteList("Evidence", [.. finding.Evidence.Select(Line)], indent);
        WriteList("Missing", finding.Missing, indent);
        WriteList("Could also be", [.. finding.Competing.Select(cause => $"{cause.Class}: {cause.Why} Against it: {cause.WhyNot}")], indent);
        WriteList("Followed from it", finding.Consequences, indent);
        Write(finding.Cure, indent);
    }

    private void Write(Cure cure, string indent)
    {
        if (cure.Options.IsDefaultOrEmpty && cure.Code.IsDefaultOrEmpty)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"{indent}Cure");
        if (!cure.Options.IsDefaultOrEmpty)
        {
            output.WriteLine($"{indent}  # config.yaml, all of it together");
            foreach (var option in cure.Options)
            {
                output.WriteLine(Printable.Of(indent + "  " + Yaml(option)));
            }
        }

        foreach (var advice in cure.Code)
        {
            WriteWrapped(advice, indent + "  - ", indent + "    ");
        }

        if (cure.Expect.Length > 0)
        {
            WriteWrapped(cure.Expect, indent + "  Expect: ", indent + "    ");
        }
    }

    private static string Yaml(OptionChange option) => option switch
    {
        { To: null } => $"# remove {option.Key} (is {option.From})",
        { From: null } => $"{option.Key}: {option.To}   # is not set now",
        _ => $"{option.Key}: {option.To}   # is {option.From} now",
    };

    private static string Place(Finding finding)
    {
        List<string> parts = [];
        if (!finding.TaskManagers.IsDefaultOrEmpty)
        {
            parts.Add((finding.TaskManagers.Length == 1 ? "TaskManager " : "TaskManagers ") + string.Join(", ", finding.TaskManagers));
        }
        else if (string.Equals(finding.Component, "jobmanager", StringComparison.Ordinal))
        {
            parts.Add("JobManager");
        }

        if (finding.Job is { } job)
        {
            parts.Add($"job {job}");
        }

        if (finding.Vertex is { } vertex)
        {
            parts.Add($"operator {vertex}");
        }

        return string.Join(" · ", parts);
    }

    private static string Line(EvidenceItem item)
    {
        var at = item.At is { } moment ? $"{Time(moment)}, " : "";
        return $"{item.What}: {item.Value} ({at}{item.Source})";
    }

    private void WriteList(string title, IReadOnlyCollection<string> lines, string indent)
    {
        if (lines.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(indent + title);
        foreach (var line in lines)
        {
            WriteWrapped(line, indent + "  - ", indent + "    ");
        }
    }

    private void WriteWrapped(string words, string first, string following, int? lit = null)
    {
        var text = colour && lit is { } light ? $"\e[1;{light}m{Printable.Of(words)}\e[0m" : Printable.Of(words);
        var line = first;
        var isEmpty = true;
        foreach (var word in text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                output.WriteLine(line);
                line = following;
                isEmpty = true;
            }

            line += isEmpty ? word : " " + word;
            isEmpty = false;
        }

        if (!isEmpty)
        {
            output.WriteLine(line);
        }
    }

    private static int Colour(Verdict verdict) => verdict switch { Verdict.Critical => 31, Verdict.Warning => 33, Verdict.Healthy => 32, _ => 36 };

    private static int Colour(Severity severity) => severity switch { Severity.Critical => 31, Severity.Warning => 33, _ => 36 };

    private static string Word(Severity severity) => severity switch { Severity.Critical => "critical", Severity.Warning => "warning", _ => "info" };

    private static string Word(FindingKind kind) => kind == FindingKind.Observed ? "observed" : "predicted";

    private static string Time(DateTimeOffset moment) => moment.UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan span) => span < TimeSpan.FromMinutes(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, span.TotalSeconds):0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0} min");
}
