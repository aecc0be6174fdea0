using System.IO.Compression;
using System.Text;
using FlinkMemoryConsole.ConfigurationFiles;
using Microsoft.AspNetCore.WebUtilities;

namespace FlinkMemoryConsole.Web.Components.Budget;

/// <summary>A short text as a part of an address: UTF-8, deflated, base64url.</summary>
public static class PackedText
{
    /// <summary>Longer addresses are cut off by proxies and chat windows.</summary>
    public const int Longest = 1_800;

    /// <summary>Null where the text is too long for an address; empty for an empty one.</summary>
    public static string? Pack(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length is 0 or > Longest * 20)
        {
            return text.Length == 0 ? "" : null;
        }

        using MemoryStream packed = new();
        using (DeflateStream deflate = new(packed, CompressionLevel.SmallestSize))
        {
            deflate.Write(Encoding.UTF8.GetBytes(text));
        }

        var written = WebEncoders.Base64UrlEncode(packed.ToArray());
        return written.Length <= Longest ? written : null;
    }

    /// <summary>Null where it cannot be unpacked, or unpacks to more than a configuration may be.</summary>
    public static string? Unpack(string packed)
    {
        try
        {
            using DeflateStream inflate = new(new MemoryStream(WebEncoders.Base64UrlDecode(packed)), CompressionMode.Decompress);
            var buffer = new byte[ConfigurationReader.LargestText + 1];
            var length = inflate.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return length == buffer.Length ? null : Encoding.UTF8.GetString(buffer, 0, length);
        }
        catch (Exception failure) when (failure is FormatException or InvalidDataException)
        {
            return null;
        }
    }
}
