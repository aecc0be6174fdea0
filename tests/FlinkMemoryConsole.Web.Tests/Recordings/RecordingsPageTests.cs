using FlinkMemoryConsole.Monitoring.Clusters;
using FlinkMemoryConsole.Testing.Clusters;
using FlinkMemoryConsole.Web.Components.Recordings;
using FlinkMemoryConsole.Web.Tests.Support;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace FlinkMemoryConsole.Web.Tests.Recordings;

public class RecordingsPageTests : ConsoleContext
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("shelf").FullName;

    public RecordingsPageTests() => Services.AddSingleton<IRecordingShelf>(new FakeRecordingShelf(Directory, _folder));

    [Fact]
    public void Opens_a_file_of_the_folder_as_a_cluster()
    {
        File.WriteAllText(Path.Combine(_folder, "monday.jsonl.gz"), "a recording");
        var page = Render<RecordingsPage>();

        page.Find(".files button").Click();

        page.WaitForAssertion(() => Navigation.Uri.ShouldEndWith("/monday"));
        Directory.Find("monday").ShouldNotBeNull();
    }

    [Fact]
    public void Says_why_a_file_was_refused_and_stays_usable()
    {
        File.WriteAllText(Path.Combine(_folder, "notes.jsonl"), "something else");
        var page = Render<RecordingsPage>();

        page.Find(".files button").Click();

        page.WaitForAssertion(() => page.Find("[role=alert]").TextContent.ShouldContain("is no recording"));
        page.Find(".files button").HasAttribute("disabled").ShouldBeFalse();
    }

    [Fact]
    public void An_upload_is_kept_in_the_folder_and_opened()
    {
        var page = Render<RecordingsPage>();

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("a recording", "../../evil name.jsonl"));

        page.WaitForAssertion(() => Navigation.Uri.ShouldEndWith("/evil-name"));
        File.Exists(Path.Combine(_folder, "evil-name.jsonl")).ShouldBeTrue();
    }

    [Fact]
    public void An_upload_of_another_kind_is_refused_before_it_is_read()
    {
        var page = Render<RecordingsPage>();

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("a recording", "page.html"));

        page.WaitForAssertion(() => page.Find("[role=alert]").TextContent.ShouldContain(".jsonl"));
        System.IO.Directory.EnumerateFiles(_folder).ShouldBeEmpty();
    }

    [Fact]
    public void A_live_cluster_is_recorded_until_stopped_and_can_then_be_downloaded()
    {
        var page = Render<RecordingsPage>();

        page.FindAll("button").Single(button => button.TextContent is "Start recording").Click();
        page.Find("[aria-label='Record a cluster']").TextContent.ShouldContain("Recording");
        page.FindAll("button").Single(button => button.TextContent is "Stop").Click();

        page.Find("[aria-label='Record a cluster'] a[download]").GetAttribute("href").ShouldBe("/recordings/files/orders.jsonl.gz");
    }

    [Theory]
    [InlineData("a.jsonl", "a.jsonl")]
    [InlineData("C:\\temp\\b c.jsonl.gz", "b-c.jsonl.gz")]
    [InlineData("../../../etc/passwd", null)]
    [InlineData(".jsonl", null)]
    [InlineData("..jsonl.gz", null)]
    public void A_name_from_outside_never_leads_out_of_the_folder(string name, string? safe) => RecordingFiles.SafeName(name).ShouldBe(safe);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        System.IO.Directory.Delete(_folder, recursive: true);
    }
}
