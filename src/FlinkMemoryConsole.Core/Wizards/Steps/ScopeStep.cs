using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Wizards.Signs;

namespace FlinkMemoryConsole.Core.Wizards.Steps;

/// <summary>First step of every wizard: which processes, since when, after what.</summary>
public static class ScopeStep
{
    public const string One = "one";
    public const string Several = "several";
    public const string All = "all";

    /// <param name="levels">One entry for each TaskManager, the one in question first.</param>
    /// <param name="trigger">What happened shortly before; null when nothing is known.</param>
    public static WizardStep Build(WizardCase wizardCase, IReadOnlyList<ProcessLevel> levels, Trigger? trigger, InputRate? rate)
    {
        ArgumentNullException.ThrowIfNull(wizardCase);
        ArgumentNullException.ThrowIfNull(levels);
        var suggested = Suggest(wizardCase, levels);
        var chosen = wizardCase.Answers[WizardStepKind.Scope] ?? suggested;
        return new()
        {
            Kind = WizardStepKind.Scope,
            Question = "Which processes, since when, and after what?",
            Answer = Answer(wizardCase, levels, trigger, chosen),
            Options = [new(One, "One TaskManager"), new(Several, "Several, not all"), new(All, "All TaskManagers")],
            Suggested = suggested,
            Chosen = chosen,
            Facts = Facts(levels, trigger, rate, wizardCase),
        };
    }

    /// <summary>Who is affected: seen in the levels, or named by the finding (a process that died fast shows no level).</summary>
    public static ImmutableArray<string> Affected(WizardCase wizardCase, IReadOnlyList<ProcessLevel> levels)
    {
        ArgumentNullException.ThrowIfNull(wizardCase);
        var named = wizardCase.Finding?.TaskManagers ?? [];
        var whole = wizardCase.Document.Findings.Where(finding => string.Equals(finding.Class, wizardCase.Symptom, StringComparison.OrdinalIgnoreCase)).SelectMany(finding => finding.TaskManagers);
        return [.. levels.Where(level => level.IsAffected).Select(level => level.TaskManager.Id).Concat(named).Concat(whole).Distinct(StringComparer.Ordinal)];
    }

    private static string? Suggest(WizardCase wizardCase, IReadOnlyList<ProcessLevel> levels)
    {
        var affected = Affected(wizardCase, levels).Length;
        return affected switch
        {
            0 => null,
            _ when affected >= levels.Count && levels.Count > 1 => All,
            1 => One,
            _ => Several,
        };
    }

    private static string Answer(WizardCase wizardCase, IReadOnlyList<ProcessLevel> levels, Trigger? trigger, string? chosen)
    {
        var affected = Affected(wizardCase, levels);
        var who = chosen switch
        {
            One => levels.Count == 1 ? "The only TaskManager" : $"One TaskManager of {levels.Count}, {affected.FirstOrDefault() ?? wizardCase.TaskManager?.Id}",
            Several => affected.Length > 1 ? $"{affected.Length} TaskManagers of {levels.Count}: {Wording.List(affected)}" : "Several TaskManagers, not all",
            All => levels.Count == 1 ? "The only TaskManager" : levels.Count == 2 ? "Both TaskManagers" : $"All {levels.Count} TaskManagers",
            _ => null,
        };
        if (who is null)
        {
            return levels.Count == 0 ? "No TaskManager is known to the cluster." : "No TaskManager shows it now.";
        }

        var onset = levels.Select(level => level.Growth).FirstOrDefault(growth => growth is not null and not { Shape: GrowthShape.Flat })?.From ?? wizardCase.Finding?.Since;
        var since = onset is { } at ? $", since {Wording.Clock(at, wizardCase.Evidence.Now)}" : "";
        return $"{who}{since}{(trigger is null ? "; nothing is known to have changed before" : $", after {trigger.Text}")}.";
    }

    private static ImmutableArray<WizardFact> Facts(IReadOnlyList<ProcessLevel> levels, Trigger? trigger, InputRate? rate, WizardCase wizardCase)
    {
        List<WizardFact> facts = [];
        facts.AddRange(levels.OrderByDescending(level => level.Share ?? -1).Take(4).Select(level =>
            new WizardFact(FactStance.Context, null, $"{level.TaskManager.Id}: {level.InWords}", level.Source, level.Growth?.From, level.Growth?.To)));
        if (levels.Count > 4)
        {
            facts.Add(new(FactStance.Context, null, $"{levels.Count - 4} more TaskManagers stand lower"));
        }

        if (trigger is not null)
        {
            facts.Add(new(FactStance.Context, null, $"{trigger.Text} at {Wording.Clock(trigger.At, wizardCase.Evidence.Now)}", trigger.Source, trigger.At));
        }

        facts.Add(rate is null
            ? new(FactStance.WouldSettle, null, "whether the load changed: Flink averages record rates over a minute, and no such minute of the job was seen")
            : new(FactStance.Context, null, rate.IsConstant ? $"the input is unchanged ({Wording.Rate(rate.After)})" : $"the input went from {Wording.Rate(rate.Before)} to {Wording.Rate(rate.After)}", rate.Source));
        return [.. facts];
    }
}
