using System.Globalization;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using Platform.Jobs.Jobs;

namespace Platform.Jobs.Reports;

/// <summary>What a report is made of.</summary>
/// <param name="Job">The job.</param>
/// <param name="Air">The pit's air meanwhile; null when it could not be asked for.</param>
/// <param name="Zone">In which times are written.</param>
/// <param name="MadeAt">When it is made.</param>
internal sealed record JobReport(JobDetails Job, IReadOnlyList<AirPoint>? Air, TimeZoneInfo Zone, DateTimeOffset MadeAt)
{
    /// <summary>A time as it is written.</summary>
    public string Text(DateTimeOffset? time) => time is { } at ? TimeZoneInfo.ConvertTime(at, Zone).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture) : "–";
}

/// <summary>Writes a job's report: A4, as many pages as the stages need.</summary>
internal static class ReportWriter
{
    private const double Value = 150;

    public static byte[] Write(JobReport report)
    {
        var job = report.Job;
        using var document = new PdfDocument();
        document.Info.Title = $"Job {job.JobId}";
        document.Info.CreationDate = report.MadeAt.UtcDateTime;
        using (var page = new ReportPage(document))
        {
            page.Line(job.WorkshopName, 20, isBold: true);
            page.Line(string.Create(CultureInfo.InvariantCulture, $"Report of job {job.JobId}"), 12, colour: ReportPage.Grey);
            page.Rule();
            foreach (var (name, text) in Facts(report)) page.Pair(name, text, Value);
            Stages(page, report);
            if (job.Staff.Count > 0)
            {
                page.Heading("People");
                page.Paragraph(string.Join(", ", job.Staff.Select(s => s.Name)));
            }

            if (job.Rating is { } rating)
            {
                page.Heading("The customer's word");
                page.Paragraph(string.Create(CultureInfo.InvariantCulture, $"{rating} of 5, {report.Text(job.RatedAt)}"));
                if (job.RatingComment is { } comment) page.Paragraph(comment);
            }

            Air(page, report);
            page.Space(12);
            page.Line($"Made {report.Text(report.MadeAt)} ({report.Zone.Id}).", 8, colour: ReportPage.Grey);
        }

        using var stream = new MemoryStream();
        document.Save(stream, closeStream: false);
        return stream.ToArray();
    }

    private static IEnumerable<(string Name, string Text)> Facts(JobReport report)
    {
        var job = report.Job;
        yield return ("Customer", job.CustomerName);
        yield return ("Car", $"{job.CarModel}, {job.CarPlate}");
        yield return ("Work", job.WorkType);
        yield return ("Pit", job.PitNumber.ToString(CultureInfo.InvariantCulture));
        yield return ("Status", job.Status.Replace('_', ' '));
        yield return ("Taken on", report.Text(job.CreatedAt));
        yield return ("Started", report.Text(job.StartedAt));
        yield return (job.Status == JobRules.Cancelled ? "Cancelled" : "Completed", report.Text(job.EndedAt));
        if (JobRules.IsOpen(job.Status)) yield return ("Estimated end", report.Text(job.EstimatedEndTime));
        if (job is { StartedAt: { } from, EndedAt: { } to }) yield return ("Took", Duration(to - from));
        yield return ("Was to take", Duration(TimeSpan.FromMinutes(job.EstimatedDurationMinutes)));
    }

    private static void Stages(ReportPage page, JobReport report)
    {
        if (report.Job.Stages.Count == 0) return;
        page.Heading("Stages");
        foreach (var stage in report.Job.Stages)
            page.Pair(stage.DoneAt is null ? stage.IsCurrent ? "at work" : "not done" : report.Text(stage.DoneAt), stage.Name, Value);
    }

    private static void Air(ReportPage page, JobReport report)
    {
        if (report.Job.StartedAt is null) return;
        page.Heading("Air of the pit during the job");
        if (report.Air is null) page.Paragraph("The readings are not at hand at the moment; ask for the report again later.");
        else if (report.Air.Count < 2) page.Paragraph("Nothing was measured.");
        else
        {
            ReportChart.Draw(page, report, "Temperature, °C", p => p.Temperature, XColor.FromArgb(0xC2, 0x41, 0x0C));
            ReportChart.Draw(page, report, "Humidity, %RH", p => p.Humidity, XColor.FromArgb(0x1D, 0x4E, 0xD8));
            ReportChart.Draw(page, report, "Air quality index", p => p.Aqi, XColor.FromArgb(0x15, 0x80, 0x3D));
        }
    }

    private static string Duration(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min");
}
