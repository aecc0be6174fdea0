using System.Collections.Immutable;

namespace FlinkMemoryConsole.Core.Wizards.Steps;

/// <summary>One explanation with all that speaks for and against it, weighed.</summary>
/// <param name="Id">The option's id in URLs.</param>
/// <param name="Label">As a person would say it: <c>It leaks</c>.</param>
public sealed record Hypothesis(string Id, string Label, ImmutableArray<WeighedFact> Facts)
{
    /// <summary>What speaks for it less what speaks against it; zero while nothing is known.</summary>
    public int Score => Facts.Sum(fact => fact.Weight);

    /// <summary>Builds the facts of a hypothesis: those that hold are kept.</summary>
    public static Hypothesis Of(string id, string label, IEnumerable<WeighedFact?> facts) =>
        new(id, label, [.. facts.OfType<WeighedFact>().Select(fact => fact with { Fact = fact.Fact with { Option = id } })]);
}

/// <summary>A fact and how much it weighs: positive for, negative against, zero for what would settle it.</summary>
public sealed record WeighedFact(WizardFact Fact, int Weight)
{
    public static WeighedFact For(int weight, string text, string? source = null, DateTimeOffset? from = null, DateTimeOffset? to = null) =>
        new(new(FactStance.Supports, null, text, source, from, to), weight);

    public static WeighedFact Against(int weight, string text, string? source = null, DateTimeOffset? from = null, DateTimeOffset? to = null) =>
        new(new(FactStance.Contradicts, null, text, source, from, to), -weight);

    public static WeighedFact WouldSettle(string text) => new(new(FactStance.WouldSettle, null, text), 0);
}
