using System.Globalization;
using System.Text;
using FlinkMemoryConsole.Core.Wizards;

namespace FlinkMemoryConsole.Tests.Wizards;

/// <summary>What the wizard says of scope, area, causes, looks and check, as a person reads it: approved as text.</summary>
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
        foreach (var step in transcript.Steps.Where(step => step.Kind is not WizardStepKind.Cure))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{(int)step.Kind + 1} {step.Kind}: {step.Question}\n  = {step.Answer}\n");
            text.Append(string.Concat(step.Options.Select(option => $"  {(string.Equals(option.Id, step.Chosen, StringComparison.Ordinal) ? "(*)" : "( )")} {option.Id}: {option.Label}{(option.Note is null ? "" : $" [{option.Note}]")}\n")));
            text.Append(string.Concat(step.Facts.Select(fact => $"  {Mark(fact.Stance)} {fact.Option ?? "-"}: {fact.Text}{(fact.Source is null ? "" : $" <{fact.Source}>")}\n")));
            text.Append(string.Concat(step.Commands.Select(command => $"  $ {command.Title}\n    {command.Text.Replace("\n", "\n    ", StringComparison.Ordinal)}\n")));
        }

        return text.ToString();
    }

    private static char Mark(FactStance stance) => stance switch
    {
        FactStance.Supports => '+',
        FactStance.Contradicts => '-',
        FactStance.WouldSettle => '?',
        _ => '.',
    };
}
