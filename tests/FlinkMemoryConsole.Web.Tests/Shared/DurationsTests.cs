using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Tests.Shared;

public class DurationsTests
{
    [Theory]
    [InlineData(116, "2 min")]
    [InlineData(89, "89 s")]
    [InlineData(5400, "1.5 h")]
    public void Time_that_is_left_is_rounded_as_headlines_are(int seconds, string text) => Durations.Left(TimeSpan.FromSeconds(seconds)).ShouldBe(text);
}
