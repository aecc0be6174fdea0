using CsCheck;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Web.Components.Budget;

namespace FlinkMemoryConsole.Web.Tests.Budget;

public class BudgetAddressTests
{
    [Fact]
    public void What_is_written_reads_back() =>
        Gen.Select(Gen.Int[0, FlinkReleases.All.Count].Select(index => index == 0 ? (FlinkVersion?)null : FlinkReleases.All[index - 1]), Gen.Bool, Gen.String, Gen.Bool, Gen.Int[0, 9]).Sample((version, isJobManager, size, grows, document) =>
        {
            BudgetAddress address = new() { Version = version, IsJobManager = isJobManager, Wish = "task-heap", Size = WithoutSurrogates(size), Grows = grows, Document = document, TaskManager = isJobManager ? "" : WithoutSurrogates(size) };
            BudgetAddress.Read($"http://c{address.On("/budget")}").ShouldBe(address);
        });

    [Theory]
    [InlineData("http://c/budget?version=9.9&document=-1&grows=7&process=zookeeper")]
    [InlineData("http://c/budget?%%%")]
    [InlineData("http://c/budget#version=1.20")]
    public void What_cannot_be_read_is_left_out(string uri) => BudgetAddress.Read(uri).ShouldBe(new BudgetAddress());

    [Fact]
    public void A_short_text_fits_into_the_address_and_comes_back() =>
        Gen.String[0, 400].Select(WithoutSurrogates).Sample(text =>
        {
            if (PackedText.Pack(text) is { Length: > 0 } packed)
            {
                PackedText.Unpack(packed).ShouldBe(text);
            }
        });

    [Fact]
    public void A_long_text_does_not() => PackedText.Pack(string.Concat(Enumerable.Range(0, 2_000).Select(number => $"key.{number * 7919}: {number}\n"))).ShouldBeNull();

    [Theory]
    [InlineData("!")]
    [InlineData("AAAA")]
    [InlineData("7MEBDQAAAMKg909tDjegAAAA")]
    public void A_broken_text_in_the_address_is_none(string packed) => Should.NotThrow(() => PackedText.Unpack(packed));

    [Theory]
    [InlineData("1.17", "1.18")]
    [InlineData("1.21", "1.20")]
    [InlineData("2.9", "2.3")]
    [InlineData("2.0", "2.0")]
    public void A_release_that_is_not_known_is_read_as_its_neighbour(string named, string known) =>
        FlinkReleases.Nearest(FlinkVersion.Parse(named)!.Value).ToString().ShouldBe(known);

    private static string WithoutSurrogates(string text) => string.Concat(text.Where(character => !char.IsSurrogate(character)));
}
