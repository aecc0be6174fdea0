using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Wizards;
using FlinkMemoryConsole.Core.Wizards.HeapOom;

namespace FlinkMemoryConsole.Tests.Wizards;

/// <summary>Which options the wizard proposes.</summary>
public class HeapCureTests
{
    [Fact]
    public void More_heap_is_proposed_as_options_with_what_becomes_of_every_component()
    {
        var proposal = Build(HeapCases.Undersized()).Cure.ShouldNotBeNull();

        proposal.Cure.Options.ShouldNotBeEmpty();
        proposal.After.ShouldNotBeNull().TaskHeap.ShouldBeGreaterThan(proposal.Before.ShouldNotBeNull().TaskHeap);
    }

    [Fact]
    public void To_a_configuration_that_was_not_read_no_changes_are_proposed()
    {
        var known = HeapCases.Undersized();

        var step = Build(known with { Evidence = known.Evidence with { Configuration = FlinkConfiguration.Empty } });

        step.Cure.ShouldNotBeNull().Cure.Options.ShouldBeEmpty();
        step.Answer.ShouldStartWith("No options: the cluster's configuration has not been read");
    }

    private static WizardStep Build(WizardCase wizardCase) => HeapCure.Build(HeapSigns.Read(wizardCase), HeapHypotheses.Undersized);
}
