using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using System.Text;

namespace Platform.DeviceRegistry.Factory;

/// <summary>
/// Writes a PDF (ISO 32000) page by page as pages are made, so that a reader gets the first one at once and nothing holds the whole
/// document. It knows A4, filled rectangles, lines, and ASCII in one embedded font; see <c>Fonts/LICENSE.txt</c>.
/// </summary>
internal sealed class PdfWriter(Stream target)
{
    /// <summary>Width of each character, in thousandths of the font's size.</summary>
    public const double CharacterWidth = 602;

    private const string FontFile = "DejaVuSansMono-Bold.ttf";
    private const int Catalog = 1, Pages = 2, Font = 3, FontDescriptor = 4, FontData = 5;
    private readonly List<long> places = [0, 0, 0, 0, 0];
    private readonly List<int> pages = [];
    private long position;

    /// <summary>What stands before the first page.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        // Four bytes above 127 tell transports that the file is not text.
        await WriteAsync(Encoding.Latin1.GetBytes("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n"), ct);
        await WriteObjectAsync(Catalog, $"<</Type/Catalog/Pages {Pages} 0 R>>", ct);
        await WriteObjectAsync(Font, $"""
            <</Type/Font/Subtype/TrueType/BaseFont/DejaVuSansMono-Bold/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 126/Widths[{string.Join(' ', Enumerable.Repeat(CharacterWidth, 95))}]/FontDescriptor {FontDescriptor} 0 R>>
            """, ct);
        await WriteObjectAsync(FontDescriptor, $"""
            <</Type/FontDescriptor/FontName/DejaVuSansMono-Bold/Flags 33/FontBBox[-447 -394 732 1041]/ItalicAngle 0/Ascent 928/Descent -236/CapHeight 729/StemV 140/FontFile2 {FontData} 0 R>>
            """, ct);
        await using var font = Assembly.GetExecutingAssembly().GetManifestResourceStream(FontFile)!;
        var bytes = new byte[font.Length];
        await font.ReadExactlyAsync(bytes, ct);
        await WriteStreamAsync(FontData, bytes, $"/Length1 {bytes.Length}", ct);
    }

    /// <summary>One page of A4 with this content.</summary>
    public async Task AddPageAsync(PdfContent content, CancellationToken ct)
    {
        var (stream, page) = (NewObject(), NewObject());
        await WriteStreamAsync(stream, Encoding.ASCII.GetBytes(content.ToString()), "", ct);
        await WriteObjectAsync(page, $"<</Type/Page/Parent {Pages} 0 R/MediaBox[0 0 595.28 841.89]/Resources<</Font<</F {Font} 0 R>>>>/Contents {stream} 0 R>>", ct);
        pages.Add(page);
    }

    /// <summary>What stands after the last page: which pages there are, and where everything is.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        await WriteObjectAsync(Pages, $"<</Type/Pages/Count {pages.Count}/Kids[{string.Join(' ', pages.Select(p => $"{p} 0 R"))}]>>", ct);
        var table = position;
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places) text.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {places.Count + 1}/Root {Catalog} 0 R>>\nstartxref\n{table}\n%%EOF\n");
        await WriteAsync(Encoding.ASCII.GetBytes(text.ToString()), ct);
    }

    private int NewObject()
    {
        places.Add(0);
        return places.Count;
    }

    private Task WriteObjectAsync(int number, string body, CancellationToken ct)
    {
        places[number - 1] = position;
        return WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n{body}\nendobj\n")), ct);
    }

    private async Task WriteStreamAsync(int number, byte[] data, string members, CancellationToken ct)
    {
        using var packed = new MemoryStream();
        await using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) await zlib.WriteAsync(data, ct);
        places[number - 1] = position;
        await WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n<</Length {packed.Length}/Filter/FlateDecode{members}>>\nstream\n")), ct);
        await WriteAsync(packed.ToArray(), ct);
        await WriteAsync("\nendstream\nendobj\n"u8.ToArray(), ct);
    }

    private async Task WriteAsync(byte[] bytes, CancellationToken ct)
    {
        await target.WriteAsync(bytes, ct);
        position += bytes.Length;
    }
}

/// <summary>What stands on a page. Millimetres, from the upper left corner of A4, to the right and down.</summary>
internal sealed class PdfContent
{
    private const double PageHeight = 297, PointsPerMillimetre = 72 / 25.4;

    // From here on a unit is a millimetre; y still goes up.
    private readonly StringBuilder operators = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{PointsPerMillimetre:0.#####} 0 0 {PointsPerMillimetre:0.#####} 0 0 cm\n");

    /// <summary>Text whose letters stand on <paramref name="baseline"/>; <paramref name="size"/> is the font's, in millimetres.</summary>
    public void Write(string text, double left, double baseline, double size)
    {
        operators.Append(CultureInfo.InvariantCulture, $"BT /F {size:0.##} Tf {left:0.##} {PageHeight - baseline:0.##} Td (");
        foreach (var character in text) operators.Append(character is '(' or ')' or '\\' ? $"\\{character}" : character is >= ' ' and <= '~' ? character : '?');
        operators.Append(") Tj ET\n");
    }

    /// <summary>The dashed outline of a rectangle.</summary>
    public void Frame(double left, double top, double width, double height) =>
        operators.Append(CultureInfo.InvariantCulture, $"q 0.15 w 0.5 G [1 0.7] 0 d {left:0.##} {PageHeight - top - height:0.##} {width:0.##} {height:0.##} re S Q\n");

    /// <summary>Rows of dots in a square; dots that are side by side are one rectangle, and all are one figure without seams.</summary>
    public void Fill(bool[][] dots, double left, double top, double size)
    {
        operators.Append(CultureInfo.InvariantCulture, $"q {size / dots.Length:0.#####} 0 0 {-size / dots.Length:0.#####} {left:0.##} {PageHeight - top:0.##} cm\n");
        for (var y = 0; y < dots.Length; y++)
        {
            for (var x = 0; x < dots.Length; x++)
            {
                var start = x;
                while (x < dots.Length && dots[y][x]) x++;
                if (x > start) operators.Append(CultureInfo.InvariantCulture, $"{start} {y} {x - start} 1 re\n");
            }
        }

        operators.Append("f Q\n");
    }

    public override string ToString() => operators.ToString();
}
