//go:build !purego

#include "textflag.h"

// Each routine makes words of bits out of 64 comparisons. SI walks the left rows,
// DX the right ones, by R8 bytes a word: a constant is 64 equal rows that are
// read again for every word. R9 flips the bits, for the opposite relation.

#define ARGUMENTS \
	MOVQ truth+0(FP), DI  \
	MOVQ a+8(FP), SI      \
	MOVQ b+16(FP), DX     \
	MOVQ step+24(FP), R8  \
	MOVQ words+32(FP), CX \
	MOVQ flip+40(FP), R9

// GROUP compares 32 bytes of rows; MASK takes their signs as bits.
#define GROUP(COMPARE, MASK, at, shift) \
	VMOVDQU at(SI), Y0     \
	COMPARE at(DX), Y0, Y0 \
	MASK    Y0, AX         \
	SHLQ    $shift, AX     \
	ORQ     AX, BX

#define WORD64(COMPARE) \
	XORQ BX, BX                         \
	GROUP(COMPARE, VMOVMSKPD, 0, 0)     \
	GROUP(COMPARE, VMOVMSKPD, 32, 4)    \
	GROUP(COMPARE, VMOVMSKPD, 64, 8)    \
	GROUP(COMPARE, VMOVMSKPD, 96, 12)   \
	GROUP(COMPARE, VMOVMSKPD, 128, 16)  \
	GROUP(COMPARE, VMOVMSKPD, 160, 20)  \
	GROUP(COMPARE, VMOVMSKPD, 192, 24)  \
	GROUP(COMPARE, VMOVMSKPD, 224, 28)  \
	GROUP(COMPARE, VMOVMSKPD, 256, 32)  \
	GROUP(COMPARE, VMOVMSKPD, 288, 36)  \
	GROUP(COMPARE, VMOVMSKPD, 320, 40)  \
	GROUP(COMPARE, VMOVMSKPD, 352, 44)  \
	GROUP(COMPARE, VMOVMSKPD, 384, 48)  \
	GROUP(COMPARE, VMOVMSKPD, 416, 52)  \
	GROUP(COMPARE, VMOVMSKPD, 448, 56)  \
	GROUP(COMPARE, VMOVMSKPD, 480, 60)

#define WORD32(COMPARE) \
	XORQ BX, BX                         \
	GROUP(COMPARE, VMOVMSKPS, 0, 0)     \
	GROUP(COMPARE, VMOVMSKPS, 32, 8)    \
	GROUP(COMPARE, VMOVMSKPS, 64, 16)   \
	GROUP(COMPARE, VMOVMSKPS, 96, 24)   \
	GROUP(COMPARE, VMOVMSKPS, 128, 32)  \
	GROUP(COMPARE, VMOVMSKPS, 160, 40)  \
	GROUP(COMPARE, VMOVMSKPS, 192, 48)  \
	GROUP(COMPARE, VMOVMSKPS, 224, 56)

#define STORE(bytes) \
	XORQ R9, BX     \
	MOVQ BX, (DI)   \
	ADDQ $8, DI     \
	ADDQ $bytes, SI \
	ADDQ R8, DX

// func equal64(truth *uint64, a, b *int64, step, words int, flip uint64)
TEXT ·equal64(SB), NOSPLIT, $0-48
	ARGUMENTS

next:
	WORD64(VPCMPEQQ)
	STORE(512)
	DECQ CX
	JNZ  next
	VZEROUPPER
	RET

// func greater64(truth *uint64, a, b *int64, step, words int, flip uint64)
TEXT ·greater64(SB), NOSPLIT, $0-48
	ARGUMENTS

next:
	WORD64(VPCMPGTQ)
	STORE(512)
	DECQ CX
	JNZ  next
	VZEROUPPER
	RET

// func equal32(truth *uint64, a, b *int32, step, words int, flip uint64)
TEXT ·equal32(SB), NOSPLIT, $0-48
	ARGUMENTS

next:
	WORD32(VPCMPEQD)
	STORE(256)
	DECQ CX
	JNZ  next
	VZEROUPPER
	RET

// func greater32(truth *uint64, a, b *int32, step, words int, flip uint64)
TEXT ·greater32(SB), NOSPLIT, $0-48
	ARGUMENTS

next:
	WORD32(VPCMPGTD)
	STORE(256)
	DECQ CX
	JNZ  next
	VZEROUPPER
	RET
