using System.Globalization;
using PdfSharp.Drawing;

namespace Platform.Jobs.Reports;

/// <summary>One value over the time of a job, as a line.</summary>
internal static class ReportChart
{
    private const double Height = 92, Axis = 34, Label = 8;
    private const int MostPoints = 400;

    public static void Draw(ReportPage page, JobReport report, string name, Func<AirPoint, float?> valueOf, XColor colour)
    {
        var points = report.Air!.Where(p => valueOf(p) is { } value && float.IsFinite(value)).Select(p => (At: p.Timestamp, Value: (double)valueOf(p)!.Value)).ToArray();
        if (points.Length < 2) return;
        var (from, to) = (points[0].At, points[^1].At);
        var (least, most) = (points.Min(p => p.Value), points.Max(p => p.Value));
        var (bottom, top) = (Math.Floor(least - (0.05 * (most - least))), Math.Max(Math.Ceiling(most + (0.05 * (most - least))), Math.Floor(least) + 1));

        var y = page.Take(Height);
        var (left, right, upper, lower) = (ReportPage.Left + Axis, ReportPage.Left + ReportPage.Width, y + 14, y + Height - 14);
        page.WriteAt(string.Create(CultureInfo.InvariantCulture, $"{name}: {least:0.#} to {most:0.#}, on average {points.Average(p => p.Value):0.#}"), ReportPage.Left, y + 9, Label, ReportPage.Grey);
        var grid = new XPen(XColor.FromArgb(0xD5, 0xD8, 0xDE), 0.5);
        foreach (var share in new[] { 0, 0.5, 1 })
        {
            var at = lower - (share * (lower - upper));
            page.Graphics.DrawLine(grid, left, at, right, at);
            page.WriteAt((bottom + (share * (top - bottom))).ToString("0.#", CultureInfo.InvariantCulture), ReportPage.Left, at + 3, Label, ReportPage.Grey);
        }

        var line = Thinned(points).Select(p => new XPoint(
            left + ((to == from ? 0 : (p.At - from) / (to - from)) * (right - left)), lower - ((p.Value - bottom) / (top - bottom) * (lower - upper)))).ToArray();
        page.Graphics.DrawLines(new XPen(colour, 1) { LineJoin = XLineJoin.Round }, line);
        page.WriteAt(report.Text(from), left, y + Height - 4, Label, ReportPage.Grey);
        page.WriteAt(report.Text(to), right - 78, y + Height - 4, Label, ReportPage.Grey);
    }

    /// <summary>No more than a page can show; of each part the first, and the last of all.</summary>
    private static IEnumerable<(DateTimeOffset At, double Value)> Thinned((DateTimeOffset At, double Value)[] points) =>
        points.Length <= MostPoints ? points : Enumerable.Range(0, MostPoints).Select(i => points[i * points.Length / MostPoints]).Append(points[^1]);
}
