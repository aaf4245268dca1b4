namespace Platform.DeviceRegistry.Factory;

/// <summary>Labels for A4 sheets of 3 x 8 labels of 63.5 x 33.9 mm, as sold by the box.</summary>
internal static class LabelSheet
{
    private const int Columns = 3, Rows = 8;
    private const double Left = 7.2, Top = 12.9, Pitch = 66.0, LabelWidth = 63.5, LabelHeight = 33.9, CodeSize = 27, Margin = 3;

    /// <summary>Writes the document, with as many sheets as the labels need.</summary>
    public static async Task WriteAsync(Stream target, IEnumerable<Label> labels, CancellationToken ct)
    {
        var pdf = new PdfWriter(target);
        await pdf.BeginAsync(ct);
        foreach (var sheet in labels.Chunk(Columns * Rows))
        {
            var page = new PdfContent();
            for (var i = 0; i < sheet.Length; i++) Draw(page, sheet[i], Left + i % Columns * Pitch, Top + i / Columns * LabelHeight);
            await pdf.AddPageAsync(page, ct);
        }

        await pdf.EndAsync(ct);
    }

    private static void Draw(PdfContent page, Label label, double left, double top)
    {
        page.Fill(label.Dots(), left + Margin, top + (LabelHeight - CodeSize) / 2, CodeSize);
        var x = left + Margin + CodeSize + 1;
        var width = LabelWidth - Margin - CodeSize - 1 - Margin;
        page.Write(label.DeviceType, x, top + 8.5, 3.6);
        // The longest line fills the room beside the code.
        page.Write(label.SerialNumber, x, top + 13.5, Math.Min(3.6, width / label.SerialNumber.Length / PdfWriter.CharacterWidth * 1000));
        page.Write("Claim code", x, top + 18.5, 2.2);
        page.Frame(x, top + 20, width, 7);
        page.Write(label.ClaimCode, x + 2, top + 24.8, 3.6);
    }
}
