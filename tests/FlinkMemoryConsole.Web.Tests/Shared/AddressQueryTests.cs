using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Tests.Shared;

/// <summary>What somebody may have typed behind an address.</summary>
public class AddressQueryTests
{
    [Theory]
    [InlineData("/flink/budget?version=1.20", "1.20")]
    [InlineData("/flink/budget?version=1.20#a", "1.20")]
    [InlineData("/flink/budget#a?version=1.20", "")]
    [InlineData("/flink/budget?version=1.19&version=1.20", "1.20")]
    [InlineData("/flink/budget?version", "")]
    [InlineData("/flink/budget", "")]
    public void A_key_has_one_value_or_none(string address, string version) => AddressQuery.Of(address)["version"].ShouldBe(version);
}
