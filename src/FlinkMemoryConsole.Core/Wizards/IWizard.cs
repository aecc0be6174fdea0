using System.Collections.Immutable;

namespace FlinkMemoryConsole.Core.Wizards;

/// <summary>The guided path of a symptom: a pure function from a case to its six steps. It remembers nothing and asks nobody; answers of the person come with the case.</summary>
public interface IWizard
{
    /// <summary>Symptoms that this wizard serves (<see cref="Symptoms.SymptomClass"/>); the first one names it in URLs.</summary>
    ImmutableArray<string> Symptoms { get; }

    /// <summary>What it is about, in two or three words: <c>Java heap</c>.</summary>
    string Title { get; }

    /// <summary>All six steps, each answered as far as the evidence goes.</summary>
    WizardTranscript Walk(WizardCase wizardCase);
}
