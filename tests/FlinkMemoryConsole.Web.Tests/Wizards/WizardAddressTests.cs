using CsCheck;
using FlinkMemoryConsole.Core.Wizards;
using FlinkMemoryConsole.Web.Components.Shared;
using FlinkMemoryConsole.Web.Components.Wizards;

namespace FlinkMemoryConsole.Web.Tests.Wizards;

public class WizardAddressTests
{
    private static readonly PageLinks Links = new("orders", TimeRange.Preset("15m"));

    private static readonly Gen<string?> Text = Gen.String[Gen.Char["abc-:/&?=# ü"], 1, 12].Null();

    [Fact]
    public void What_it_writes_it_reads() =>
        Gen.Select(Text, Text, Text, Gen.Enum<WizardStepKind>().Nullable()).Sample((taskManager, answer, check, step) =>
        {
            var address = new WizardAddress("heap-oom", taskManager, WizardAnswers.None.With(WizardStepKind.Scope, answer).With(WizardStepKind.Cure, answer), check, step);
            var read = WizardAddress.Read("heap-oom", "http://localhost" + address.On(Links));
            return (read.TaskManager, read.Check, read.Step, read.Answers[WizardStepKind.Scope], read.Answers[WizardStepKind.Cure]) == (taskManager, check, step, answer, answer);
        });

    [Fact]
    public void Keeps_the_time_range() => WizardAddress.Read("heap-oom", "http://localhost/orders/wizards/heap-oom").On(Links).ShouldBe("/orders/wizards/heap-oom?range=15m");

    [Theory]
    [InlineData("?step=17")]
    [InlineData("?step=none")]
    [InlineData("?step=")]
    public void An_unknown_step_is_none(string query) => WizardAddress.Read("heap-oom", "http://localhost/x" + query).Step.ShouldBeNull();
}
