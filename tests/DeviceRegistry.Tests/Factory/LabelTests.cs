using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Platform.DeviceRegistry.Factory;

namespace Platform.DeviceRegistry.Tests.Factory;

public sealed class LabelTests
{
    private static readonly Label Sample = new("RY4-7KQ2M9XAD", "4Relay", "K7QM-2X9A", "http://127.0.0.1:8080/setup?sn=RY4-7KQ2M9XAD&type=4Relay");

    [Fact]
    public void Picture_is_a_png_whose_dots_are_those_of_the_label()
    {
        var dots = Dots(LabelPicture.Draw(Sample), out var width, out var height);

        (width, height).ShouldBe((750, 400));
        // The code's dots, read back at the middle of each.
        var code = Sample.Dots();
        var scale = (height - 32) / code.Length;
        var top = (height - code.Length * scale) / 2;
        for (var y = 0; y < code.Length; y++)
            for (var x = 0; x < code.Length; x++)
                dots[top + y * scale + scale / 2][16 + x * scale + scale / 2].ShouldBe(code[y][x], $"dot {x}, {y} of the code");
    }

    [Fact]
    public void Text_of_the_picture_does_not_leave_it()
    {
        var dots = Dots(LabelPicture.Draw(Sample), out var width, out var height);

        for (var y = 0; y < height; y++) dots[y][(width - 8)..].ShouldAllBe(black => !black, $"row {y}");
        dots.Count(row => row[450..].Any(black => black)).ShouldBeGreaterThan(100, "there is text beside the code");
    }

    [Fact]
    public async Task Sheet_has_twenty_four_labels_and_its_font()
    {
        var pdf = await DrawAsync(Enumerable.Repeat(Sample, 25));

        var text = Encoding.Latin1.GetString(pdf);
        text.ShouldStartWith("%PDF-1.4");
        text.ShouldContain("/Type/Pages/Count 2/");
        text.ShouldContain("/FontFile2");
        var sheets = Streams(pdf).Select(Encoding.Latin1.GetString).Where(s => s.Contains(" Tj ", StringComparison.Ordinal)).ToArray();
        sheets.Select(s => s.Split("(K7QM-2X9A) Tj").Length - 1).ShouldBe([24, 1]);
        sheets.ShouldAllBe(s => s.Contains("(RY4-7KQ2M9XAD) Tj") && s.Contains("(4Relay) Tj"));
    }

    /// <summary>Readers find objects by the table at the end.</summary>
    [Fact]
    public async Task Every_object_of_a_sheet_is_where_its_table_says()
    {
        var pdf = Encoding.Latin1.GetString(await DrawAsync(Enumerable.Repeat(Sample, 25)));
        var table = int.Parse(pdf[(pdf.LastIndexOf("startxref\n", StringComparison.Ordinal) + 10)..].Split('\n')[0]);

        pdf[table..].ShouldStartWith("xref\n0 10\n0000000000 65535 f \n");
        var places = pdf[table..].Split('\n').Skip(3).TakeWhile(l => l.EndsWith(" n ", StringComparison.Ordinal)).Select(l => int.Parse(l[..10])).ToArray();
        places.Length.ShouldBe(9);
        for (var i = 0; i < places.Length; i++) pdf[places[i]..].ShouldStartWith($"{i + 1} 0 obj\n");
        pdf[table..].ShouldContain("/Size 10/Root 1 0 R");
    }

    [Fact]
    public async Task Text_cannot_leave_its_string()
    {
        var pdf = await DrawAsync([Sample with { DeviceType = @"a)b(c\dé" }]);

        Streams(pdf).Select(Encoding.Latin1.GetString).ShouldContain(s => s.Contains(@"(a\)b\(c\\d?) Tj"));
    }

    private static async Task<byte[]> DrawAsync(IEnumerable<Label> labels)
    {
        using var file = new MemoryStream();
        await LabelSheet.WriteAsync(file, labels, CancellationToken.None);
        return file.ToArray();
    }

    /// <summary>All streams of a PDF, unpacked.</summary>
    private static IEnumerable<byte[]> Streams(byte[] pdf)
    {
        for (var at = 0; (at = pdf.AsSpan(at).IndexOf("\nstream\n"u8) is >= 0 and var found ? at + found + 8 : -1) > 0;)
        {
            using var zlib = new ZLibStream(new MemoryStream(pdf, at, pdf.Length - at), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            zlib.CopyTo(plain);
            yield return plain.ToArray();
        }
    }

    /// <summary>Reads a PNG of one bit a dot; true is black. Checksums and lengths are checked on the way.</summary>
    private static bool[][] Dots(byte[] png, out int width, out int height)
    {
        png[..8].ShouldBe([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var (at, data, header) = (8, new MemoryStream(), Array.Empty<byte>());
        while (at < png.Length)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var type = Encoding.ASCII.GetString(png, at + 4, 4);
            Crc(png.AsSpan(at + 4, 4 + length)).ShouldBe(BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)), type);
            if (type == "IHDR") header = png[(at + 8)..(at + 8 + length)];
            if (type == "IDAT") data.Write(png, at + 8, length);
            at += 12 + length;
        }

        (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        header[8..].ShouldBe(new byte[] { 1, 0, 0, 0, 0 });
        data.Position = 0;
        using var zlib = new ZLibStream(data, CompressionMode.Decompress);
        var row = new byte[1 + (width + 7) / 8];
        var dots = new bool[height][];
        for (var y = 0; y < height; y++)
        {
            zlib.ReadExactly(row);
            row[0].ShouldBe((byte)0);
            dots[y] = [.. Enumerable.Range(0, width).Select(x => (row[1 + x / 8] & (0x80 >> (x % 8))) == 0)];
        }

        zlib.ReadByte().ShouldBe(-1);
        return dots;
    }

    /// <summary>CRC-32 by the polynomial's long division, so that it is not the same code twice.</summary>
    private static uint Crc(ReadOnlySpan<byte> data)
    {
        Span<uint> table = stackalloc uint[256];
        for (var i = 0u; i < 256; i++)
        {
            table[(int)i] = i;
            for (var bit = 0; bit < 8; bit++) table[(int)i] = (table[(int)i] >> 1) ^ ((table[(int)i] & 1) * 0xEDB8_8320);
        }

        var crc = uint.MaxValue;
        foreach (var value in data) crc = table[(int)((crc ^ value) & 0xFF)] ^ (crc >> 8);
        return ~crc;
    }
}
