using FlinkMemoryConsole.Core.Wizards;
using FlinkMemoryConsole.Core.Wizards.Check;
using FlinkMemoryConsole.Web.Components.Shared;
using Microsoft.AspNetCore.WebUtilities;

namespace FlinkMemoryConsole.Web.Components.Wizards;

/// <summary>Everything that a wizard's page is about, as it stands in its URL: a reload, a bookmark or a colleague sees the same.</summary>
/// <param name="Symptom">A symptom class.</param>
/// <param name="TaskManager">Whom it is about; null lets the finding say.</param>
/// <param name="Check">Id of what is being watched.</param>
/// <param name="Step">The step that is open; null for the one that asks something.</param>
public sealed record WizardAddress(string Symptom, string? TaskManager, WizardAnswers Answers, string? Check, WizardStepKind? Step)
{
    private static readonly (WizardStepKind Step, string Key)[] AnswerKeys =
    [
        (WizardStepKind.Scope, "scope"), (WizardStepKind.Area, "area"), (WizardStepKind.Hypotheses, "hypothesis"), (WizardStepKind.LookInside, "look"), (WizardStepKind.Cure, "cure"),
    ];

    /// <summary>Reads the query of an address; what it does not know is left out.</summary>
    public static WizardAddress Read(string symptom, string uri)
    {
        var query = AddressQuery.Of(uri);
        var answers = AnswerKeys.Aggregate(WizardAnswers.None, (before, entry) => One(entry.Key) is { } option ? before.With(entry.Step, option) : before);
        return new(symptom, One("taskmanager"), answers, One("check"), Enum.TryParse<WizardStepKind>(One("step"), ignoreCase: true, out var step) && Enum.IsDefined(step) ? step : null);

        string? One(string key) => query[key] is { Length: > 0 } text ? text : null;
    }

    /// <summary>The wizard at which a check was asked for.</summary>
    public static string Of(PageLinks links, CheckBaseline check) => new WizardAddress(check.Symptom, check.TaskManagerId, WizardAnswers.None, check.Id, null).On(links);

    /// <summary>The same with another answer in one step, or the console's own where <paramref name="option"/> is null.</summary>
    public WizardAddress Answering(WizardStepKind step, string? option) => this with { Answers = Answers.With(step, option), Step = step };

    /// <summary>The path and query of this wizard in a cluster.</summary>
    public string On(PageLinks links)
    {
        Dictionary<string, string?> query = new(StringComparer.Ordinal) { ["taskmanager"] = TaskManager };
        foreach (var (step, key) in AnswerKeys)
        {
            query[key] = Answers[step];
        }

        query["check"] = Check;
        query["step"] = Step?.ToString().ToLowerInvariant();
        var path = QueryHelpers.AddQueryString($"/wizards/{Uri.EscapeDataString(Symptom)}", query.Where(entry => entry.Value is not null));
        return links.To(path);
    }
}
