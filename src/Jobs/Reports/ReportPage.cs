using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Platform.Jobs.Reports;

/// <summary>Writes from top to bottom, and goes on on a new page where one is full. Points, from the upper left corner.</summary>
internal sealed class ReportPage : IDisposable
{
    public const double Left = 50, Width = 495;

    private const double Top = 50, Bottom = 792, Leading = 1.35, Body = 10;
    private const int MostLines = 40;
    private readonly PdfDocument document;
    private double y;

    public ReportPage(PdfDocument document)
    {
        this.document = document;
        Graphics = NewPage();
    }

    public static XColor Grey { get; } = XColor.FromArgb(0x55, 0x5B, 0x66);

    public XGraphics Graphics { get; private set; }

    /// <summary>One line; what does not fit is cut off.</summary>
    public void Line(string text, double size = Body, bool isBold = false, XColor? colour = null)
    {
        Reserve(size * Leading);
        Write(Wrap(text, size, isBold, Width).FirstOrDefault(""), Left, size, isBold, colour);
        y += size * Leading;
    }

    /// <summary>Text in as many lines as it needs.</summary>
    public void Paragraph(string text)
    {
        foreach (var line in text.Split('\n').SelectMany(l => Wrap(l, Body, isBold: false, Width)).Take(MostLines)) Line(line);
    }

    public void Heading(string text)
    {
        Space(10);
        Reserve(60);
        Line(text, 12, isBold: true);
        Space(2);
    }

    /// <summary>A name, and at <paramref name="at"/> what it is.</summary>
    public void Pair(string name, string text, double at)
    {
        var lines = Wrap(text, Body, isBold: false, Width - at).Take(MostLines).ToArray();
        foreach (var (line, index) in lines.DefaultIfEmpty("").Select((l, i) => (l, i)))
        {
            Reserve(Body * Leading);
            if (index == 0) Write(name, Left, Body, isBold: false, Grey);
            Write(line, Left + at, Body, isBold: false, colour: null);
            y += Body * Leading;
        }
    }

    public void Rule()
    {
        Space(4);
        Graphics.DrawLine(new XPen(Grey, 0.5), Left, y, Left + Width, y);
        Space(8);
    }

    public void Space(double height) => y += height;

    /// <summary>Takes room for a drawing; where it begins.</summary>
    public double Take(double height)
    {
        Reserve(height);
        var top = y;
        y += height;
        return top;
    }

    /// <summary>Writes at a place of its own.</summary>
    public void WriteAt(string text, double left, double baseline, double size, XColor colour)
    {
        foreach (var (run, font) in ReportFonts.Runs(text, size, isBold: false))
        {
            Graphics.DrawString(run, font, new XSolidBrush(colour), left, baseline);
            left += Graphics.MeasureString(run, font).Width;
        }
    }

    public void Dispose() => Graphics.Dispose();

    private void Write(string text, double left, double size, bool isBold, XColor? colour)
    {
        foreach (var (run, font) in ReportFonts.Runs(text, size, isBold))
        {
            Graphics.DrawString(run, font, new XSolidBrush(colour ?? XColors.Black), left, y + size);
            left += Graphics.MeasureString(run, font).Width;
        }
    }

    /// <summary>Lines that fit, broken between words, and within a word that alone is too long.</summary>
    private IEnumerable<string> Wrap(string text, double size, bool isBold, double width)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Fits(line.Length == 0 ? word : $"{line} {word}", size, isBold, width))
            {
                line = line.Length == 0 ? word : $"{line} {word}";
                continue;
            }

            if (line.Length > 0) yield return line;
            var rest = word;
            while (rest.Length > 1 && !Fits(rest, size, isBold, width))
            {
                var length = rest.Length;
                while (length > 1 && !Fits(rest[..length], size, isBold, width)) length = length * 3 / 4;
                yield return rest[..length];
                rest = rest[length..];
            }

            line = rest;
        }

        if (line.Length > 0) yield return line;
    }

    private bool Fits(string text, double size, bool isBold, double width) => ReportFonts.Runs(text, size, isBold).Sum(run => Graphics.MeasureString(run.Text, run.Font).Width) <= width;

    private void Reserve(double height)
    {
        if (y + height <= Bottom) return;
        Graphics.Dispose();
        Graphics = NewPage();
    }

    private XGraphics NewPage()
    {
        var page = document.AddPage();
        page.Size = PageSize.A4;
        y = Top;
        return XGraphics.FromPdfPage(page);
    }
}
