using System.Collections.Immutable;

namespace FlinkMemoryConsole.Core.Wizards.Steps;

/// <summary>Third step of every wizard: the explanations, each judged on numbers.</summary>
public static class HypothesesStep
{
    private const int Clear = 4;
    private const int Margin = 2;

    /// <param name="hypotheses">In the order in which a page shows them; of two that fit equally the first is suggested.</param>
    public static WizardStep Build(WizardCase wizardCase, ImmutableArray<Hypothesis> hypotheses)
    {
        ArgumentNullException.ThrowIfNull(wizardCase);
        var ordered = hypotheses.OrderByDescending(hypothesis => hypothesis.Score).ToArray();
        var best = ordered is [{ Score: > 0 } first, ..] ? first : null;
        var isClear = best is not null && best.Score >= Clear && (ordered.Length == 1 || best.Score - ordered[1].Score >= Margin);
        var counts = hypotheses.FirstOrDefault(hypothesis => string.Equals(hypothesis.Id, wizardCase.Answers[WizardStepKind.Hypotheses], StringComparison.Ordinal)) ?? best;
        return new()
        {
            Kind = WizardStepKind.Hypotheses,
            Question = "Which of these fits?",
            Answer = Answer(counts, best, isClear),
            Options = [.. hypotheses.Select(hypothesis => new WizardOption(hypothesis.Id, hypothesis.Label, Note(hypothesis, best, isClear)))],
            Suggested = best?.Id,
            Chosen = counts?.Id,
            Facts = [.. Ordered(hypotheses, counts?.Id)],
        };
    }

    private static string Answer(Hypothesis? counts, Hypothesis? best, bool isClear)
    {
        if (counts is null)
        {
            return "Too little was seen to prefer one; what would settle it is listed.";
        }

        var reason = counts.Facts.Where(fact => fact.Weight > 0).OrderByDescending(fact => fact.Weight).Select(fact => fact.Fact.Text).FirstOrDefault();
        var because = reason is null ? "" : $": {reason}";
        return ReferenceEquals(counts, best)
            ? $"{counts.Label}{(isClear ? ", likely" : ", perhaps")}{because}."
            : $"{counts.Label}, as you say{because}.";
    }

    private static string? Note(Hypothesis hypothesis, Hypothesis? best, bool isClear) => hypothesis switch
    {
        _ when ReferenceEquals(hypothesis, best) => isClear ? "likely" : "perhaps",
        { Score: > 0 } => "possible",
        { Score: < 0 } => "unlikely",
        _ => null,
    };

    /// <summary>First what speaks for the one that counts, then what speaks against the others, then what would settle it.</summary>
    private static IEnumerable<WizardFact> Ordered(ImmutableArray<Hypothesis> hypotheses, string? counts) => hypotheses
        .SelectMany(hypothesis => hypothesis.Facts)
        .OrderBy(fact => fact.Fact.Stance == FactStance.WouldSettle ? 2 : string.Equals(fact.Fact.Option, counts, StringComparison.Ordinal) ? 0 : 1)
        .ThenByDescending(fact => Math.Abs(fact.Weight))
        .Select(fact => fact.Fact)
        .DistinctBy(fact => (fact.Text, fact.Option));
}
