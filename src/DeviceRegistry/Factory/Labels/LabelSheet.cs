using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Platform.DeviceRegistry.Factory;

/// <summary>Sheets of labels for A4 sheets of 3 x 8 labels of 63.5 x 33.9 mm, as sold by the box.</summary>
internal static class LabelSheet
{
    private const int Columns = 3, Rows = 8;
    private const double Left = 7.2, Top = 12.9, Pitch = 66.0, LabelWidth = 63.5, LabelHeight = 33.9, CodeSize = 27, Gap = 3.4;
    private static readonly XBrush Black = XBrushes.Black;
    private static readonly XPen Dashed = new(XColors.Gray, 0.4) { DashStyle = XDashStyle.Dash };

    /// <summary>The document, with as many sheets as the labels need.</summary>
    public static byte[] Draw(IReadOnlyList<Label> labels)
    {
        SheetFont.Use();
        using var document = new PdfDocument();
        document.Info.Title = "Labels";
        document.Options.CompressContentStreams = true;
        var fonts = new Fonts(new XFont(SheetFont.Family, 9), new XFont(SheetFont.Family, 8), new XFont(SheetFont.Family, 4.6), new XFont(SheetFont.Family, 10));
        foreach (var sheet in labels.Chunk(Columns * Rows))
        {
            var page = document.AddPage();
            (page.Width, page.Height) = (XUnit.FromMillimeter(210), XUnit.FromMillimeter(297));
            using var graphics = XGraphics.FromPdfPage(page);
            for (var i = 0; i < sheet.Length; i++) Draw(graphics, sheet[i], fonts, Left + i % Columns * Pitch, Top + i / Columns * LabelHeight);
        }

        using var file = new MemoryStream();
        document.Save(file, closeStream: false);
        return file.ToArray();
    }

    private static void Draw(XGraphics graphics, Label label, Fonts fonts, double left, double top)
    {
        DrawCode(graphics, label.Dots(), left + Gap, top + (LabelHeight - CodeSize) / 2);
        var x = left + Gap + CodeSize + 1;
        graphics.DrawString(label.DeviceType, fonts.Type, Black, Mm(x), Mm(top + 8.5));
        graphics.DrawString(label.SerialNumber, fonts.Serial, Black, Mm(x), Mm(top + 14));
        graphics.DrawString(Label.ScratchHere, fonts.Hint, Black, Mm(x), Mm(top + 18.5));
        graphics.DrawRectangle(Dashed, Mm(x), Mm(top + 20), Mm(LabelWidth - Gap - CodeSize - 3), Mm(7));
        graphics.DrawString(label.ClaimCode, fonts.Code, Black, Mm(x + 2), Mm(top + 24.8));
    }

    /// <summary>Dots that are side by side are one rectangle, and the whole code is one figure.</summary>
    private static void DrawCode(XGraphics graphics, bool[][] dots, double left, double top)
    {
        var dot = CodeSize / dots.Length;
        var figure = new XGraphicsPath { FillMode = XFillMode.Winding };
        for (var y = 0; y < dots.Length; y++)
        {
            for (var x = 0; x < dots.Length; x++)
            {
                var start = x;
                while (x < dots.Length && dots[y][x]) x++;
                if (x > start) figure.AddRectangle(Mm(left + start * dot), Mm(top + y * dot), Mm((x - start) * dot), Mm(dot));
            }
        }

        graphics.DrawPath(Black, figure);
    }

    private static double Mm(double millimetres) => XUnit.FromMillimeter(millimetres).Point;

    private sealed record Fonts(XFont Type, XFont Serial, XFont Hint, XFont Code);
}
