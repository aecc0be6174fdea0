using System.Globalization;
using System.Text;
using CsCheck;
using FlinkMemoryConsole.ConfigurationFiles;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Tests.Configuration;

/// <summary>Whatever somebody pastes: a clear error with line and key, never an exception.</summary>
public class HostileConfigurationTests
{
    [Theory]
    [InlineData("taskmanager:\n\tmemory: 1\n", 2, null, "no valid YAML")]
    [InlineData("a: 1\n\tb: 2\n", 2, null, "no valid YAML")]
    [InlineData("taskmanager.memory.process.size: 1g\nb: 2\ntaskmanager.memory.process.size: 2g\n", 3, "taskmanager.memory.process.size", "comes twice, first in line 1")]
    [InlineData("taskmanager:\n  memory.process.size:\n", 2, "taskmanager.memory.process.size", "has no value")]
    [InlineData("taskmanager.memory.process.size: ~\n", 1, "taskmanager.memory.process.size", "has no value")]
    [InlineData("1: x\n", 1, "1", "no text")]
    [InlineData("1.5: x\n", 1, "1.5", "no text")]
    [InlineData("0x1F: x\n", 1, "0x1F", "no text")]
    [InlineData("true: x\n", 1, "true", "no text")]
    [InlineData("a:\n  True: x\n", 2, "True", "no text")]
    [InlineData(".nan: x\n", 1, ".nan", "no text")]
    [InlineData("[a, b]: x\n", 1, null, "used as a key")]
    [InlineData("a: 1\n---\nb: 2\n", 3, null, "second YAML document")]
    [InlineData("just some words\n", 1, null, "no map of options")]
    [InlineData("a: *missing\n", 1, "a", "missing")]
    [InlineData("a: &x [*x]\n", 1, null, "alias")]
    [InlineData("k: !foo 2g\n", 1, null, "!foo")]
    [InlineData("a: 1\nk: !foo {a: 1}\n", 2, null, "!foo")]
    [InlineData("k: [!foo 1]\n", 1, null, "!foo")]
    [InlineData("taskmanager.memory.network.fraction: 1e400\n", 1, "taskmanager.memory.network.fraction", "Configuration value Infinity overflows/underflows the float type")]
    [InlineData("taskmanager.memory.network.fraction: 1e-50\n", 1, "taskmanager.memory.network.fraction", "Configuration value 1.0E-50 overflows/underflows the float type")]
    [InlineData("k:\t2g\n", 1, null, "a tab stands here")]
    [InlineData("\tk: 2g\n", 1, null, "a tab stands here")]
    [InlineData("a: 1\nk: \"2g\"\t# c\n", 2, null, "a tab stands here")]
    [InlineData("k: 2g\n\t\n", 2, null, "a tab character")]
    [InlineData("k: 2g\n\t# c\nb: 1\n", 2, null, "a tab character")]
    [InlineData("k: [1,\t2]\n", 1, null, "a tab stands here")]
    [InlineData("k: {a:\t1}\n", 1, null, "a tab stands here")]
    [InlineData("k: &x\t2g\n", 1, null, "a tab stands here")]
    [InlineData("k: &x 2g\nb: *x\t\n", 2, null, "a tab stands here")]
    [InlineData("--- \t\nk: 1\n", 1, null, "a tab stands here")]
    [InlineData("a: \"never closed\n", 1, "a", "no valid YAML")]
    [InlineData("a: {b: 1\n", 1, "a", "no valid YAML")]
    [InlineData("a: 1\nb: \0\n", 2, null, "NUL")]
    [InlineData("kind: FlinkDeployment\nspec:\n  taskManager: {resource: {memory: lots}}\n", 3, "spec.taskManager.resource.memory", "neither a size of Flink")]
    [InlineData("kind: FlinkDeployment\nspec:\n  taskManager: {resource: {memory: -2Gi}}\n", 3, "spec.taskManager.resource.memory", "neither a size of Flink")]
    [InlineData("kind: FlinkDeployment\nspec:\n  taskManager: {resource: {memory: 1e400}}\n", 3, "spec.taskManager.resource.memory", "neither a size of Flink")]
    [InlineData("kind: FlinkDeployment\nspec:\n  taskManager: {resource: {memory: 1e40}}\n", 3, "spec.taskManager.resource.memory", "neither a size of Flink")]
    [InlineData("kind: FlinkDeployment\nspec:\n  jobManager: {resource: {memory: 1e-30}}\n", 3, "spec.jobManager.resource.memory", "neither a size of Flink")]
    [InlineData("kind: FlinkDeployment\nspec:\n  taskManager: {resource: {memory: 1.5e-10}}\n", 3, "spec.taskManager.resource.memory", "neither a size of Flink")]
    [InlineData("kind: FlinkDeployment\nspec:\n  taskManager: {resource: {memory: 1e19}}\n", 3, "spec.taskManager.resource.memory", "neither a size of Flink")]
    [InlineData("kind: FlinkDeployment\nspec:\n  taskManager: {resource: {memory: 0.5}}\n", 3, "spec.taskManager.resource.memory", "neither a size of Flink")]
    [InlineData("kind: FlinkDeployment\nspec:\n  taskManager: {resource: {memory: 9007199254740993Ki}}\n", 3, "spec.taskManager.resource.memory", "neither a size of Flink")]
    [InlineData("kind: FlinkDeployment\nspec:\n  flinkConfiguration: [a]\n", 3, "spec.flinkConfiguration", "no map of options")]
    [InlineData("flink run -Da='b\n", 1, null, "never closed")]
    public void What_cannot_be_read_is_said_with_its_place(string text, int? line, string? key, string words)
    {
        var error = ConfigurationReader.Read(text).ShouldBeOfType<ConfigurationReading.Unreadable>().Error;

        error.Text.ShouldContain(words);
        if (line is not null)
        {
            error.Line.ShouldBe(line);
        }

        if (key is not null)
        {
            error.Key.ShouldBe(key);
        }
    }

    /// <summary>As <c>GlobalConfiguration</c> of 1.20.5 and 2.3.0 reads them.</summary>
    [Theory]
    [InlineData("k: 2g\t\n", "2g")]
    [InlineData("k: 2g\t# c\n", "2g")]
    [InlineData("k\t: 2g\n", "2g")]
    [InlineData("# c\t\nk: 2g # \t\n", "2g")]
    [InlineData("k: a\tb\n", "a\tb")]
    [InlineData("k: 'a\tb'\n", "a\tb")]
    [InlineData("k: |\n  a\tb\n", "a\tb\n")]
    public void A_tab_may_stand_in_a_text_in_a_comment_and_behind_an_unquoted_text(string text, string value) =>
        ConfigurationReader.Read(text).ShouldBeOfType<ConfigurationReading.Read>().Documents.ShouldHaveSingleItem().Configuration["k"].ShouldBe(value);

    [Fact]
    public void A_bomb_of_aliases_is_defused()
    {
        StringBuilder bomb = new("a0: &a0 {k: 1, l: 2, m: 3, n: 4, o: 5, p: 6, q: 7, r: 8}\n");
        for (var i = 1; i < 12; i++)
        {
            bomb.Append(CultureInfo.InvariantCulture, $"a{i}: &a{i} {{k: *a{i - 1}, l: *a{i - 1}, m: *a{i - 1}, n: *a{i - 1}, o: *a{i - 1}, p: *a{i - 1}}}\n");
        }

        ConfigurationReader.Read(bomb.ToString()).ShouldBeOfType<ConfigurationReading.Unreadable>().Error.Text.ShouldContain("aliases");
    }

    [Theory]
    [InlineData("a: &x \"LONG\"\nb: [TIMES]\n", "*x, ")]
    [InlineData("a: &x \"LONG\"\nb: {TIMES}\n", "KEY: *x, ")]
    [InlineData("LONG: {TIMES}\n", "KEY: 1, ")]
    [InlineData("a: &x {LONG: {TIMES}}\nb: *x\n", "KEY: 1, ")]
    [InlineData("kind: FlinkDeployment\nspec:\n  flinkConfiguration:\n    LONG: {TIMES}\n", "KEY: 1, ")]
    public void A_bomb_of_long_texts_is_defused(string shape, string repeated)
    {
        var times = string.Concat(Enumerable.Range(0, 9000).Select(number => repeated.Replace("KEY", $"k{number}", StringComparison.Ordinal)));
        var text = shape.Replace("LONG", new string('A', 900), StringComparison.Ordinal).Replace("TIMES", times, StringComparison.Ordinal);

        ConfigurationReader.Read(text).ShouldBeOfType<ConfigurationReading.Unreadable>().Error.Text.ShouldContain("longer than 1 MiB once aliases and nested keys are written out");
    }

    [Fact]
    public void A_bomb_of_many_deployments_is_defused()
    {
        var deployment = $"---\nkind: FlinkDeployment\nspec:\n  flinkConfiguration:\n    {new string('A', 1000)}: {{{string.Concat(Enumerable.Range(0, 300).Select(number => $"k{number}: 1, "))}}}\n";

        ConfigurationReader.Read(string.Concat(Enumerable.Repeat(deployment, 30))).ShouldBeOfType<ConfigurationReading.Unreadable>().Error.Text.ShouldContain("longer than 8 MiB in all");
    }

    [Theory]
    [InlineData("config.yaml", "taskmanager.memory.process.size: 1g\\na: &x LONG\\nb: [TIMES]", 600, "longer than 1 MiB")]
    [InlineData("config.yaml", "taskmanager.memory.process.size: 1g\\na: &x LONG\\nb: [TIMES]", 50, "longer than 8 MiB in all")]
    [InlineData("config.yaml", "taskmanager.memory.process.size: 1g\\na: LONG # TIMES", 500, "longer than 8 MiB in all")]
    [InlineData("flink-conf.yaml", "taskmanager.memory.process.size: 1g\\na: LONG # TIMES", 500, "longer than 8 MiB in all")]
    public void A_bomb_of_config_maps_that_are_one_and_the_same_is_defused(string name, string file, int times, string words)
    {
        var text = file.Replace("LONG", new string('y', 2000), StringComparison.Ordinal).Replace("TIMES", string.Concat(Enumerable.Repeat("*x, ", times)), StringComparison.Ordinal);
        var bomb = $"apiVersion: v1\nkind: List\nx: &c {{apiVersion: v1, kind: ConfigMap, data: {{{name}: \"{text}\"}}}}\nitems: [{string.Concat(Enumerable.Repeat("*c, ", 4000))}]\n";

        ConfigurationReader.Read(bomb).ShouldBeOfType<ConfigurationReading.Unreadable>().Error.Text.ShouldContain(words);
    }

    [Fact]
    public void A_bomb_in_another_programs_config_map_is_not_even_lit()
    {
        StringBuilder bomb = new("a0: &a0 {k: 1, l: 2, m: 3}");
        for (var i = 1; i < 20; i++)
        {
            bomb.Append(CultureInfo.InvariantCulture, $"\\na{i}: &a{i} {{k: *a{i - 1}, l: *a{i - 1}, m: *a{i - 1}}}");
        }

        var text = $"apiVersion: v1\nkind: List\nx: &c {{apiVersion: v1, kind: ConfigMap, data: {{config.yaml: \"{bomb}\"}}}}\nitems: [{string.Concat(Enumerable.Repeat("*c, ", 4000))}{{kind: FlinkDeployment, spec: {{}}}}]\n";

        ConfigurationReader.Read(text).ShouldBeOfType<ConfigurationReading.Read>().Documents.Length.ShouldBe(1);
    }

    [Fact]
    public void Lists_that_multiply_are_bounded()
    {
        StringBuilder lists = new("apiVersion: v1\nkind: List\na0: &a0 {kind: List, items: []}\n");
        for (var i = 1; i < 20; i++)
        {
            lists.Append(CultureInfo.InvariantCulture, $"a{i}: &a{i} {{kind: List, items: [*a{i - 1}, *a{i - 1}]}}\n");
        }

        ConfigurationReader.Read($"{lists}items: [*a19]\n").ShouldBeOfType<ConfigurationReading.Unreadable>().Error.Text.ShouldContain("more than 5000 resources");
    }

    [Fact]
    public void Aliases_nest_no_deeper_than_what_is_written_out()
    {
        var chain = string.Concat(Enumerable.Range(1, 9000).Select(number => string.Create(CultureInfo.InvariantCulture, $"a{number}: &a{number} [*a{number - 1}]\n")));

        ConfigurationReader.Read($"kind: FlinkDeployment\na0: &a0 [1]\n{chain}spec:\n  flinkConfiguration: {{a: *a9000}}\n").ShouldBeOfType<ConfigurationReading.Unreadable>().Error.Text.ShouldContain("nested deeper");
    }

    [Fact]
    public void A_list_of_one_deployment_many_times_is_bounded() =>
        ConfigurationReader.Read($"apiVersion: v1\nkind: List\nx: &c {{kind: FlinkDeployment, spec: {{}}}}\nitems: [{string.Concat(Enumerable.Repeat("*c, ", 20_000))}]\n")
            .ShouldBeOfType<ConfigurationReading.Unreadable>().Error.Text.ShouldContain("resources");

    [Theory]
    [InlineData("0x", 'f')]
    [InlineData("0o", '7')]
    [InlineData("", '1')]
    [InlineData("1.", '1')]
    [InlineData("1e", '1')]
    public void A_number_without_end_stays_a_text(string prefix, char digit)
    {
        var number = prefix + new string(digit, 500_000);

        ConfigurationReader.Read($"a: {number}\n").ShouldBeOfType<ConfigurationReading.Read>().Documents[0].Configuration["a"].ShouldBe(number);
    }

    [Fact]
    public void Deep_nesting_is_refused() =>
        ConfigurationReader.Read("a: " + new string('[', 5000)).ShouldBeOfType<ConfigurationReading.Unreadable>().Error.Text.ShouldContain("nested deeper");

    [Fact]
    public async Task A_file_of_ten_megabytes_is_refused_without_being_read()
    {
        using MemoryStream huge = new(Encoding.UTF8.GetBytes(new string('a', 10 << 20)));

        var reading = await ConfigurationReader.ReadAsync(huge, cancellationToken: TestContext.Current.CancellationToken);

        reading.ShouldBeOfType<ConfigurationReading.Unreadable>().Error.Text.ShouldContain("larger than 1 MiB");
        ConfigurationReader.Read(new string('a', 10 << 20)).ShouldBeOfType<ConfigurationReading.Unreadable>();
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_an_error_and_no_exception() =>
        (await ConfigurationReader.ReadFileAsync(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString()), cancellationToken: TestContext.Current.CancellationToken)).ShouldBeOfType<ConfigurationReading.Unreadable>();

    [Fact]
    public void No_memory_of_a_deployment_throws()
    {
        var digits = Gen.OneOf("0", "1", "2", "5", "9", "1024", "18", "30", "40", "99", "000", "9223372036854775807", "999999999999999999");
        var parts = Gen.OneOf(digits, digits, Gen.OneOf(".", "e", "E", "-", "+", "K", "m", "G", "Ti", "pi", "i", "b", " ", "\u00A0", "٣"));
        Gen.OneOf(parts.Array[1, 6].Select(drawn => string.Concat(drawn)), Gen.Select(digits, digits, Gen.Int[-99, 99], (whole, fraction, exponent) => string.Create(CultureInfo.InvariantCulture, $"{whole}.{fraction}e{exponent}"))).Sample(memory =>
            (ConfigurationReader.Read($"kind: FlinkDeployment\nspec:\n  taskManager: {{resource: {{memory: \"{memory}\"}}}}\n") switch
            {
                ConfigurationReading.Unreadable { Error: { Line: 3, Key: "spec.taskManager.resource.memory" } } => true,
                ConfigurationReading.Read { Documents: [var deployment] } => MemorySizeText.TryParse(deployment.Configuration["taskmanager.memory.process.size"]!, out _, out _),
                _ => false,
            }).ShouldBeTrue(memory));
    }

    [Fact]
    public void No_text_at_all_throws()
    {
        var fragments = Gen.OneOf("taskmanager", ".memory", ": ", ":", "\n", "  ", "\t", "- ", "[", "]", "{", "}", "&a ", "*a", "!!str ", "\"", "'", "#", "|", ">", "? ", "---\n", "...\n", "%YAML 9.9\n", "-D", "=", "\\", "\0", "\uFEFF", "kind: FlinkDeployment\n", "spec:\n", "spec:\n  taskManager:\n    resource:\n      memory: ", "apiVersion: v1\nkind: ConfigMap\ndata:\n  config.yaml: |\n    ", "kind: List\nitems:\n- ", "٣", "1e400", "1e40", "1e-30", "1.5e-10", "-1", "1 gb ", "<<: ", "\u2028", "\uD800");
        Gen.OneOf(fragments.Array[0, 30].Select(parts => string.Concat(parts)), Gen.String).Sample(text =>
        {
            foreach (var name in new[] { null, "config.yaml", "flink-conf.yaml" })
            {
                ConfigurationReader.Read(text, name).ShouldNotBeNull();
            }
        });
    }
}
