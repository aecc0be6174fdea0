using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using FlinkMemoryConsole.Web.Components;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace FlinkMemoryConsole.Web.Tests.Architecture;

/// <summary>Who may know whom inside the console.</summary>
public class LayerTests
{
    private static readonly ArchUnitNET.Domain.Architecture Console = new ArchLoader().LoadAssemblies(typeof(App).Assembly).Build();

    [Fact]
    public void No_page_knows_flinks_rest_api()
    {
        var strangers = typeof(App).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

        strangers.ShouldNotContain(name => name.Contains("FlinkRest", StringComparison.Ordinal) || name.Contains("Refit", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_charts_know_the_chart_library()
    {
        var scripts = Directory.EnumerateFiles(Path.Combine(FlinkMemoryConsole.Testing.Repository.Root, "src", "FlinkMemoryConsole.Web"), "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains(Path.Combine("wwwroot", "lib"), StringComparison.Ordinal) && Path.GetExtension(file) is ".js" or ".razor" or ".cs")
            .Where(file => File.ReadAllText(file).Contains("apexcharts.esm", StringComparison.OrdinalIgnoreCase));

        scripts.Select(Path.GetFileName).ShouldBe(["TimeSeriesChart.razor.cs"]);
    }

    [Fact]
    public void Shared_parts_and_charts_know_no_page()
    {
        var rule = Types().That().ResideInNamespaceMatching(@"FlinkMemoryConsole\.Web\.Components\.(Shared|Charts)")
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(@"FlinkMemoryConsole\.Web\.Components\.(Overview|Recordings|Layout|Findings|Wizards|TaskManagers|Budget)"));

        rule.HasNoViolations(Console).ShouldBeTrue(string.Join('\n', rule.Evaluate(Console).Where(result => !result.Passed).Select(result => result.Description)));
    }
}
