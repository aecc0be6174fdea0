using FlinkMemoryConsole.ConfigurationFiles;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Tests.Configuration;

/// <summary>White space and line ends that .NET and YAML 1.1 know, but neither Java's <c>trim</c> and <c>readLine</c>, nor YAML 1.2, nor a shell. As 1.20.5 read these files.</summary>
public class WhiteSpaceTests
{
    [Theory]
    [InlineData("k: 4096m\u00A0\n", "k=4096m\u00A0")]
    [InlineData("\u00A0k: v\n", "\u00A0k=v")]
    [InlineData("k\u0085: v\n", "k\u0085=v")]
    [InlineData("k: x\u2028c: d\n", "k=x\u2028c: d")]
    [InlineData("k: x\u2029\n", "k=x\u2029")]
    [InlineData("k: x\fc: d\n", "k=x\fc: d")]
    [InlineData("\u0001k\f: \u001Fv\v\n", "k=v")]
    [InlineData("k: v\rl: w\r\nm: x", "k=v l=w m=x")]
    public void Flink_conf_yaml_is_trimmed_and_split_as_Java_does(string text, string options) => Options(text, "flink-conf.yaml").ShouldBe(options);

    [Theory]
    [InlineData("k: 4096m\u2028\nb: 1\n", "b=1 k=4096m\u2028")]
    [InlineData("k: a\u0085b\nc: 1\n", "c=1 k=a\u0085b")]
    [InlineData("k: \"a\u2029b\"\n", "k=a\u2029b")]
    [InlineData("k: \"a\u2029\\uE000\\U0000e001\uE002\\L\"\n", "k=a\u2029\uE000\uE001\uE002\u2028")]
    [InlineData("k: |\n  a\u2028  b\n", "k=a\u2028  b\n")]
    [InlineData("k: 4096m\u00A0\n", "k=4096m\u00A0")]
    [InlineData("\u00A0k: 1\n", "\u00A0k=1")]
    [InlineData("# c\u2028k: 1\nb: 2\n", "b=2")]
    public void In_config_yaml_they_are_characters_like_others(string text, string options) => Options(text, "config.yaml").ShouldBe(options);

    [Fact]
    public void What_stands_behind_them_is_no_line_of_its_own()
    {
        ConfigurationReader.Read("k: a\u2028  b: 1\n").ShouldBeOfType<ConfigurationReading.Unreadable>().Error.Line.ShouldBe(1);
        ConfigurationReader.Read("k: a\u2028b\nl: c\n\tm: d\n").ShouldBeOfType<ConfigurationReading.Unreadable>().Error.Line.ShouldBe(3);
        ConfigurationReader.Read("k: a\u2028b\nl:\tc\n").ShouldBeOfType<ConfigurationReading.Unreadable>().Error.Text.ShouldStartWith("a tab stands here");
    }

    [Theory]
    [InlineData("flink run -Dk=4096m\u00A0 job.jar", "k=4096m\u00A0")]
    [InlineData("-Dk=a\u2028b -Dl=\u3000", "k=a\u2028b l=\u3000")]
    [InlineData("-Dk=a\t-Dl=b \\\r\n -Dm=c\r\n", "k=a l=b m=c")]
    public void A_shell_ends_words_at_blanks_tabs_and_line_ends_alone(string text, string options) => Options(text, fileName: null).ShouldBe(options);

    [Theory]
    [InlineData("taskmanager.memory.process.size: 4096m\u00A0\n", "flink-conf.yaml")]
    [InlineData("taskmanager.memory.process.size: 4096m\u00A0\n", "config.yaml")]
    [InlineData("-Dtaskmanager.memory.process.size=4096m\u00A0\n", null)]
    public void A_size_with_a_no_break_space_is_refused(string text, string? fileName)
    {
        var configuration = ConfigurationReader.Read(text, fileName).ShouldBeOfType<ConfigurationReading.Read>().Documents.Single().Configuration;

        var refused = TaskManagerBudgets.Derive(configuration, new FlinkVersion(1, 20)).ShouldBeOfType<BudgetAnswer<TaskManagerBudget>.Refused>();
        refused.Cause.ShouldNotBeNull().ShouldContain("Could not parse value '4096m\u00A0'");
    }

    [Theory]
    [InlineData("2Gi\u00A0")]
    [InlineData("2\u2003Gi")]
    public void So_is_a_quantity_of_Kubernetes(string memory) =>
        ConfigurationReader.Read($"kind: FlinkDeployment\nspec:\n  taskManager: {{resource: {{memory: \"{memory}\"}}}}\n").ShouldBeOfType<ConfigurationReading.Unreadable>().Error.Line.ShouldBe(3);

    private static string Options(string text, string? fileName) =>
        string.Join(' ', ConfigurationReader.Read(text, fileName).ShouldBeOfType<ConfigurationReading.Read>().Documents.Single().Configuration.Options.Select(option => $"{option.Key}={option.Value}"));
}
