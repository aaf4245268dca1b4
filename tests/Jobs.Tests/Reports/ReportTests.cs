using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Platform.Jobs.Reports;
using Platform.ServiceDefaults.Http;

namespace Platform.Jobs.Tests.Reports;

public sealed class ReportTests(JobsFixture jobs)
{
    [Fact]
    public async Task Owner_staff_and_customer_get_the_report_with_the_air_of_the_pit()
    {
        var job = await jobs.JobInAsync("completed");
        var asked = LetTelemetryAnswer(job.Pit);
        var (staff, _) = await jobs.StaffAsync(job.Pit);
        foreach (var client in new[] { jobs.Owner, staff, jobs.CustomerOf(job) })
        {
            using var answer = await client.GetAsync($"/api/jobs/{job.Id}/report");
            var pdf = await answer.Content.ReadAsByteArrayAsync();
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
            Encoding.ASCII.GetString(pdf, 0, 5).ShouldBe("%PDF-");
        }

        asked[0].ShouldContain($"tenant_id={JobsFixture.Workshop}");
    }

    [Theory]
    [InlineData("waiting")]
    [InlineData("in_progress")]
    [InlineData("cancelled")]
    public async Task Report_is_there_in_every_status_and_without_telemetry(string status)
    {
        var job = await jobs.JobInAsync(status);
        jobs.Stubs.Answer("GET", $"/internal/pits/{job.Pit}/history", _ => Results.StatusCode(503));
        (await jobs.Owner.GetAsync($"/api/jobs/{job.Id}/report")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>It stays in the folder of the build, to be looked at.</summary>
    [Fact]
    public async Task Names_of_any_script_and_any_length_are_written()
    {
        var job = await jobs.JobAsync(change: b =>
        {
            b["customer_name"] = "मीरा अय्यर / สมชาย ใจดี / Łukasz Ørsted 😀 中文";
            b["car_model"] = new string('W', 100);
            b["work_type"] = "नितिन की सफ़ाई और किस्त";
        });
        foreach (var step in new[] { "in_progress", "quality_check", "completed" }) await JobsFixture.MoveAsync(jobs.Owner, job.Id, step);
        await JobsFixture.SendAsync(jobs.CustomerOf(job), HttpMethod.Post, $"/api/jobs/{job.Id}/rating", new { rating = 5, comment = string.Join(' ', Enumerable.Repeat("ขอบคุณมากครับ very shiny", 30)) });
        LetTelemetryAnswer(job.Pit);
        using var answer = await jobs.Owner.GetAsync($"/api/jobs/{job.Id}/report");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await File.WriteAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "report.pdf"), await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("Meera", "NotoSans:Meera")]
    [InlineData("Meera मीरा ok", "NotoSans:Meera |NotoSansDevanagari:मीरा |NotoSans:ok")]
    [InlineData("สมชาย ใจดี", "NotoSansThai:สมชาย ใจดี")]
    [InlineData("कि", "NotoSansDevanagari:िक")] // the vowel sign stands before its consonant
    [InlineData("स्थिति", "NotoSansDevanagari:िस्थित")]
    [InlineData("ि", "NotoSansDevanagari:ि")]
    [InlineData("a😀中\u0007", "NotoSans:a??")]
    [InlineData("", "")]
    public void Text_is_written_in_fonts_that_have_its_letters(string text, string expected) =>
        string.Join('|', ReportFonts.Split(text).Select(run => $"{run.Family}:{run.Text}")).ShouldBe(expected);

    private List<string> LetTelemetryAnswer(int pit)
    {
        var asked = new List<string>();
        jobs.Stubs.Answer("GET", $"/internal/pits/{pit}/history", http =>
        {
            asked.Add(http.Request.QueryString.Value!);
            var start = DateTimeOffset.UtcNow.AddHours(-3);
            return Results.Json(Enumerable.Range(0, 1500).Select(i => new { timestamp = start.AddSeconds(7 * i), temperature = 25 + Math.Sin(i / 100.0), humidity = i % 500 == 0 ? (double?)null : 55 + (i % 7), aqi = 60 + (i / 50.0) }), Json.Options);
        });
        return asked;
    }
}
