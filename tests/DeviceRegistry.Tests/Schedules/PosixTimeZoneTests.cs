using System.Text;
using Platform.DeviceRegistry.Schedules;

namespace Platform.DeviceRegistry.Tests.Schedules;

public sealed class PosixTimeZoneTests
{
    [Theory]
    [InlineData("Asia/Kolkata", "IST-5:30")]
    [InlineData("Asia/Bangkok", "<+07>-7")]
    [InlineData("Europe/Berlin", "CET-1CEST,M3.5.0,M10.5.0/3")]
    [InlineData("America/Argentina/Buenos_Aires", "<-03>3")]
    [InlineData("Etc/UTC", "UTC0")]
    [InlineData("Asia/Atlantis", null)]
    [InlineData("", null)]
    [InlineData("Asia", null)]
    [InlineData("../../../etc/passwd", null)]
    [InlineData("/etc/passwd", null)]
    [InlineData("Asia/../Asia/Kolkata", null)]
    [InlineData("right/Asia/Kolkata", null)]
    [InlineData("Asia/Kolkata\n", null)]
    [InlineData("tzdata.zi", null)]
    public void Find_reads_the_systems_zones_and_nothing_else(string zone, string? rule) => new PosixTimeZones().Find(zone).ShouldBe(rule);

    [Fact]
    public void System_without_zones_is_not_an_unknown_zone() =>
        Should.Throw<DirectoryNotFoundException>(() => new PosixTimeZones("/nowhere").Find("Asia/Kolkata")).Message.ShouldContain("tzdata");

    [Theory]
    [InlineData("TZif2....\nCET-1CEST,M3.5.0,M10.5.0/3\n", "CET-1CEST,M3.5.0,M10.5.0/3")]
    [InlineData("TZif3....\n<+0330>-3:30\n", "<+0330>-3:30")]
    [InlineData("TZif2....\n\n", null)]
    [InlineData("TZif\0....\nUTC0\n", null)]
    [InlineData("TZif2....\nUTC0", null)]
    [InlineData("PNGf2....\nUTC0\n", null)]
    [InlineData("TZif", null)]
    [InlineData("", null)]
    public void Rule_stands_at_the_end_of_files_from_the_second_version_on(string file, string? rule) => PosixTimeZones.RuleOf(Encoding.ASCII.GetBytes(file)).ShouldBe(rule);
}
