using CsCheck;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Tests.Configuration;

public class MemorySizeTextTests
{
    [Theory]
    [InlineData("1728m", 1811939328)]
    [InlineData(" 1 gb ", 1073741824)]
    [InlineData("1024", 1024)]
    [InlineData("2 KibiBytes", 2048)]
    [InlineData("9223372036854775807b", long.MaxValue)]
    [InlineData("0", 0)]
    public void Sizes_are_read_as_Flink_reads_them(string text, long bytes)
    {
        MemorySizeText.TryParse(text, out var read, out _).ShouldBeTrue();
        read.ShouldBe(bytes);
    }

    [Theory]
    [InlineData("1.5g", "Memory size unit '.5g' does not match any of the recognized units")]
    [InlineData("4Gi", "Memory size unit 'gi' does not match any of the recognized units")]
    [InlineData("-1", "text does not start with a number")]
    [InlineData("٣g", "text does not start with a number")]
    [InlineData("１g", "text does not start with a number")]
    [InlineData(" \t ", "argument is an empty- or whitespace-only string")]
    [InlineData("1e400", "Memory size unit 'e400' does not match any of the recognized units")]
    [InlineData("9223372036854775808", "cannot be re represented as 64bit number (numeric overflow).")]
    [InlineData("8388608t", "The value '8388608t' cannot be re represented as 64bit number of bytes (numeric overflow).")]
    public void What_Flink_cannot_read_is_refused_in_its_words(string text, string words)
    {
        MemorySizeText.TryParse(text, out _, out var failure).ShouldBeFalse();
        failure.ShouldContain(words);
    }

    [Theory]
    [InlineData("4Gi", 4L << 30)]
    [InlineData("1.5g", 3L << 29)]
    [InlineData("4 GiB", 4L << 30)]
    [InlineData("600m", 600L << 20)]
    [InlineData("-1", null)]
    [InlineData("1e400", null)]
    public void What_a_person_types_is_read_as_containers_write_it_too(string text, long? bytes) =>
        (MemorySizeText.TryParseTyped(text, out var read, out var failure) ? read : (long?)null, failure.Length > 0 || bytes is not null).ShouldBe((bytes, true));

    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(1024, "1024 bytes")]
    [InlineData(1073741824, "1024.000mb (1073741824 bytes)")]
    [InlineData(1371537408, "1.277gb (1371537408 bytes)")]
    [InlineData(long.MaxValue, "8388608.000tb (9223372036854775807 bytes)")]
    public void Sizes_are_printed_as_Flink_prints_them(long bytes, string text) => MemorySizeText.ToHumanReadable(bytes).ShouldBe(text);

    [Fact]
    public void What_is_written_as_an_option_reads_back_to_the_byte() =>
        Gen.OneOf(Gen.Long[0, long.MaxValue], Gen.Long[0, 1 << 20].Select(mebibytes => mebibytes << 20), Gen.Long[0, 1 << 20].Select(kibibytes => kibibytes << 10))
            .Sample(bytes => MemorySizeText.TryParse(MemorySizeText.ToOption(bytes), out var read, out _) && read == bytes);

    [Fact]
    public void The_exact_bytes_stand_in_every_printed_size() =>
        Gen.Long[0, long.MaxValue].Sample(bytes => MemorySizeText.ToHumanReadable(bytes).Contains($"{bytes} bytes", StringComparison.Ordinal));
}
