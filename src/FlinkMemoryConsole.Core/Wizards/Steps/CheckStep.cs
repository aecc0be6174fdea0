using FlinkMemoryConsole.Core.Wizards.Check;

namespace FlinkMemoryConsole.Core.Wizards.Steps;

/// <summary>Last step of every wizard: did it help.</summary>
public static class CheckStep
{
    public static WizardStep Build(CheckResult result) => new()
    {
        Kind = WizardStepKind.Check,
        Question = "Did it help?",
        Answer = result switch
        {
            CheckResult.Cured => $"Cured. {result.Why}",
            CheckResult.NotCured => $"Not cured. {result.Why}",
            CheckResult.NotEnoughData => $"Not enough data yet. {result.Why}",
            _ => result?.Why ?? "",
        },
        Chosen = result is CheckResult.Cured or CheckResult.NotCured ? "judged" : null,
        Check = result,
    };
}
