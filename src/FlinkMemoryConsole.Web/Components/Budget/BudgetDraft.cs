namespace FlinkMemoryConsole.Web.Components.Budget;

/// <summary>The text that was pasted in this tab. It is kept nowhere else, unless it is short enough for the address.</summary>
public sealed class BudgetDraft
{
    public string Text { get; set; } = "";
}
