using System.Globalization;
using FlinkMemoryConsole.Core.Configuration;
using Microsoft.AspNetCore.Components;

namespace FlinkMemoryConsole.Web.Components.Budget;

/// <summary>A wish, how much of it, and what it takes. Everything that is chosen stands in the address.</summary>
public sealed partial class WhatIfCard : ComponentBase
{
    /// <summary>The slider moves in hundredths of its end.</summary>
    private const int Steps = 100;

    private const long Mebibyte = 1L << 20;

    [Parameter, EditorRequired]
    public required BudgetPageModel Model { get; set; }

    /// <summary>This page at another address.</summary>
    [Parameter, EditorRequired]
    public required Func<BudgetAddress, string> To { get; set; }

    /// <summary>A configuration to go on with in the text field.</summary>
    [Parameter]
    public EventCallback<FlinkConfiguration> OnCopy { get; set; }

    private WhatIf? Wished => Model.WhatIf;

    private static string Said(ChangeEventArgs change) => change.Value?.ToString() ?? "";

    private void PickWish(ChangeEventArgs change) => Go(Model.Address with { Wish = Said(change), Size = "", Grows = false });

    private void Go(BudgetAddress address) => Navigation.NavigateTo(To(address), replace: true);

    private int Step(WhatIf wished) => (int)Math.Clamp(100.0 * (wished.Amount ?? 0) / Math.Max(1, wished.Kind.Most(Model.Budget!)), 0, Steps);

    private string SizeAt(WishKind kind, string step)
    {
        var share = int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? Math.Clamp(at, 0, Steps) : 0;
        var amount = (long)((double)kind.Most(Model.Budget!) / Steps * share);
        return kind.Write(kind.IsCount ? amount : amount / Mebibyte * Mebibyte);
    }
}
