using System.Reflection;
using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Tests.Architecture;

/// <summary>Who may know whom: the arrows of the design. Everything else is a compile error in the making.</summary>
public class ProjectReferenceTests
{
    private const string Product = "FlinkMemoryConsole";

    [Fact]
    public void Core_refers_to_nothing_but_the_runtime() =>
        ReferencesOf(typeof(MetricWindows).Assembly).ShouldAllBe(name => name.StartsWith("System", StringComparison.Ordinal) || name == "netstandard");

    [Theory]
    [InlineData("FlinkRest")]
    [InlineData("Recordings")]
    public void Borders_know_no_other_project_of_the_console(string project) =>
        ReferencesOf(Assembly.Load($"{Product}.{project}")).ShouldNotContain(name => name.StartsWith(Product, StringComparison.Ordinal));

    private static IEnumerable<string> ReferencesOf(Assembly assembly) => assembly.GetReferencedAssemblies().Select(reference => reference.Name!);
}
