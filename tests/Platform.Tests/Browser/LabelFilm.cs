using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Shouldly;

namespace Platform.Suite.Tests.Browser;

/// <summary>A film of a label that somebody holds before a camera, as Chromium's fake camera takes it (YUV4MPEG2).</summary>
public static class LabelFilm
{
    private const int Width = 640, Height = 480, Frames = 10;

    /// <summary>
    /// Writes the film of a PNG of black and white dots (one bit each, as labels are) with a grey margin around it. A hand is not
    /// still: it is a little nearer and further to the side in each picture, so that a code that one picture spoils is in the next.
    /// </summary>
    public static void Write(string path, byte[] png)
    {
        var label = Read(png);
        var chroma = new byte[Width / 2 * (Height / 2) * 2];
        Array.Fill(chroma, (byte)128);
        using var film = File.Create(path);
        film.Write(Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Width} H{Height} F10:1 Ip A1:1 C420jpeg\n"));
        for (var i = 0; i < Frames; i++)
        {
            film.Write("FRAME\n"u8);
            film.Write(Picture(label, 0.95 - 0.02 * i, 3 * i - 15));
            film.Write(chroma);
        }
    }

    private static byte[] Picture((int Width, int Height, Func<int, int, bool> IsWhite) label, double share, int aside)
    {
        var scale = Math.Min(Width * share / label.Width, Height * share / label.Height);
        var (left, top) = ((Width - label.Width * scale) / 2 + aside, (Height - label.Height * scale) / 2);
        var luma = new byte[Width * Height];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var (column, row) = ((int)Math.Floor((x - left) / scale), (int)Math.Floor((y - top) / scale));
                luma[y * Width + x] = column < 0 || row < 0 || column >= label.Width || row >= label.Height ? (byte)190 : label.IsWhite(column, row) ? (byte)235 : (byte)16;
            }
        }

        return luma;
    }

    private static (int Width, int Height, Func<int, int, bool> IsWhite) Read(byte[] png)
    {
        int width = 0, height = 0;
        using var data = new MemoryStream();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var body = png.AsSpan(at + 8, length);
            switch (Encoding.ASCII.GetString(png, at + 4, 4))
            {
                case "IHDR":
                    (width, height) = (BinaryPrimitives.ReadInt32BigEndian(body), BinaryPrimitives.ReadInt32BigEndian(body[4..]));
                    (body[8], body[9]).ShouldBe(((byte)1, (byte)0), "a label is greyscale with one bit a dot");
                    break;
                case "IDAT":
                    data.Write(body);
                    break;
            }

            at += length + 12;
        }

        data.Position = 0;
        using var rows = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionMode.Decompress)) zlib.CopyTo(rows);
        var (bytes, stride) = (rows.ToArray(), 1 + (width + 7) / 8);
        return (width, height, (x, y) => (bytes[y * stride + 1 + x / 8] & (0x80 >> (x % 8))) != 0);
    }
}
