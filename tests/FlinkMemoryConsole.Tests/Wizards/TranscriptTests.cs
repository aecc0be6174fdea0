using System.Globalization;
using System.Text;
using FlinkMemoryConsole.Core.Wizards;

namespace FlinkMemoryConsole.Tests.Wizards;

/// <summary>What the wizard says, as a person reads it: approved as text.</summary>
public class TranscriptTests
{
    [Theory]
    [InlineData("leaking")]
    [InlineData("undersized")]
    [InlineData("skewed")]
    public void Says(string story)
    {
        var wizardCase = story switch { "leaking" => HeapCases.Leaking(), "undersized" => HeapCases.Undersized(), _ => HeapCases.Skewed() };

        var transcript = WizardCatalogue.For(wizardCase.Symptom)!.Walk(wizardCase);

        Write(transcript).ShouldMatchApproved(options => options.WithDiscriminator(story).WithStringCompareOptions(StringCompareShould.IgnoreLineEndings).NoDiff());
    }

    private static string Write(WizardTranscript transcript)
    {
        StringBuilder text = new(transcript.Title + "\n");
        foreach (var step in transcript.Steps)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{(int)step.Kind + 1} {step.Kind}: {step.Question}\n  = {step.Answer}\n");
            text.Append(string.Concat(step.Options.Select(option => $"  {(string.Equals(option.Id, step.Chosen, StringComparison.Ordinal) ? "(*)" : "( )")} {option.Id}: {option.Label}{(option.Note is null ? "" : $" [{option.Note}]")}\n")));
            text.Append(string.Concat(step.Facts.Select(fact => $"  {Mark(fact.Stance)} {fact.Option ?? "-"}: {fact.Text}{(fact.Source is null ? "" : $" <{fact.Source}>")}\n")));
            text.Append(string.Concat(step.Commands.Select(command => $"  $ {command.Title}\n    {command.Text.Replace("\n", "\n    ", StringComparison.Ordinal)}\n")));
            text.Append(step.Cure is { } cure ? Write(cure) : "");
        }

        return text.ToString();
    }

    private static string Write(CureProposal proposal) => string.Concat(
        [
            .. proposal.Cure.Options.Select(change => $"  ! {change.Key}: {change.To} (now {change.From ?? "not set"})\n"),
            .. proposal.Advice.Select(advice => $"  ! {advice.Title}\n"),
            .. proposal.SideEffects.Select(effect => $"  ~ {effect}\n"),
            $"  > {proposal.Cure.Expect}\n",
        ]);

    private static char Mark(FactStance stance) => stance switch
    {
        FactStance.Supports => '+',
        FactStance.Contradicts => '-',
        FactStance.WouldSettle => '?',
        _ => '.',
    };
}
