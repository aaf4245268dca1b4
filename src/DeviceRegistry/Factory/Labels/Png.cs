using System.Buffers.Binary;
using System.IO.Compression;

namespace Platform.DeviceRegistry.Factory;

/// <summary>Writes pictures of black and white dots as PNG (ISO 15948): greyscale, one bit a dot, 300 dots per inch.</summary>
internal static class Png
{
    private const int DotsPerMetre = 11811;

    public static byte[] Write(Raster picture)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), picture.Height);
        header[8] = 1; // One bit a dot; colour type, compression, filter and interlace are 0.
        WriteChunk(file, "IHDR"u8, header);
        var size = new byte[9];
        BinaryPrimitives.WriteInt32BigEndian(size, DotsPerMetre);
        BinaryPrimitives.WriteInt32BigEndian(size.AsSpan(4), DotsPerMetre);
        size[8] = 1; // Per metre.
        WriteChunk(file, "pHYs"u8, size);
        WriteChunk(file, "IDAT"u8, Compressed(picture));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>Every row begins with its filter, which is none; 1 is white.</summary>
    private static byte[] Compressed(Raster picture)
    {
        using var target = new MemoryStream();
        using (var zlib = new ZLibStream(target, CompressionLevel.Optimal, leaveOpen: true))
        {
            var row = new byte[1 + (picture.Width + 7) / 8];
            for (var y = 0; y < picture.Height; y++)
            {
                row.AsSpan().Clear();
                for (var x = 0; x < picture.Width; x++)
                {
                    if (!picture[x, y]) row[1 + x / 8] |= (byte)(0x80 >> (x % 8));
                }

                zlib.Write(row);
            }
        }

        return target.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] body = [.. type, .. data];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32(body));
        file.Write(number);
    }

    /// <summary>CRC-32 as PNG's annex D writes it.</summary>
    private static uint Crc32(byte[] data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1;
        }

        return ~crc;
    }
}
