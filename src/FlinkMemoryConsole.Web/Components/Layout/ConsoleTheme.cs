using MudBlazor;

namespace FlinkMemoryConsole.Web.Components.Layout;

/// <summary>Type and shape for MudBlazor. Its colours are not here: <c>console.css</c> maps them to <c>tokens.css</c>, so that light and dark need no answer of the server.</summary>
internal static class ConsoleTheme
{
    private static readonly string[] Fonts = ["Inter", "Segoe UI", "system-ui", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "13px", LineHeight = "20px" },
            Body1 = new Body1Typography { FontFamily = Fonts, FontSize = "13px", LineHeight = "20px" },
            Body2 = new Body2Typography { FontFamily = Fonts, FontSize = "12px", LineHeight = "16px" },
            Button = new ButtonTypography { FontFamily = Fonts, FontSize = "13px", LineHeight = "20px", FontWeight = "500", TextTransform = "none", LetterSpacing = "0" },
        },
    };
}
