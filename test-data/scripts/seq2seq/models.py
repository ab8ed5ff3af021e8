"""Tiny random models of each architecture: small enough to commit, wild enough to be told apart."""

import torch
from transformers import (
    BartConfig,
    BartForConditionalGeneration,
    M2M100Config,
    M2M100ForConditionalGeneration,
    MarianConfig,
    MarianMTModel,
    MBartConfig,
    MBartForConditionalGeneration,
    PegasusConfig,
    PegasusForConditionalGeneration,
    T5Config,
    T5ForConditionalGeneration,
)

VOCABULARY, LAYERS, HEADS, HEAD_SIZE, POSITIONS = 400, 2, 4, 8, 48

BART_LIKE = dict(
    vocab_size=VOCABULARY,
    d_model=HEADS * HEAD_SIZE,
    encoder_layers=LAYERS,
    decoder_layers=LAYERS,
    encoder_attention_heads=HEADS,
    decoder_attention_heads=HEADS,
    encoder_ffn_dim=48,
    decoder_ffn_dim=48,
    max_position_embeddings=POSITIONS,
    init_std=0.1,
    attn_implementation="eager",  # the others have no Softmax that could be tapped
)
T5_LIKE = dict(
    vocab_size=VOCABULARY,
    d_model=HEADS * HEAD_SIZE,
    d_kv=HEAD_SIZE,
    d_ff=48,
    num_layers=LAYERS,
    num_decoder_layers=LAYERS,
    num_heads=HEADS,
    relative_attention_num_buckets=8,
    relative_attention_max_distance=20,
    decoder_start_token_id=0,
    initializer_factor=1.0,
    attn_implementation="eager",
)


def marian():
    return MarianMTModel(
        MarianConfig(
            **BART_LIKE,
            pad_token_id=VOCABULARY - 1,
            decoder_start_token_id=VOCABULARY - 1,
            eos_token_id=0,
            forced_eos_token_id=None,
            scale_embedding=True,
            share_encoder_decoder_embeddings=True,
        )
    )


def bart():
    return BartForConditionalGeneration(BartConfig(**BART_LIKE))


def mbart():
    return MBartForConditionalGeneration(
        MBartConfig(**BART_LIKE, decoder_start_token_id=2, scale_embedding=True)
    )


def pegasus():
    return PegasusForConditionalGeneration(PegasusConfig(**BART_LIKE, scale_embedding=True))


def m2m100():
    return M2M100ForConditionalGeneration(
        M2M100Config(**BART_LIKE, decoder_start_token_id=2, scale_embedding=True)
    )


def t5():
    return T5ForConditionalGeneration(T5Config(**T5_LIKE))


def flan_t5():
    return T5ForConditionalGeneration(
        T5Config(**T5_LIKE, feed_forward_proj="gated-gelu", tie_word_embeddings=False)
    )


STEPS = 600
ARCHITECTURES = {
    "marian": marian,
    "bart": bart,
    "mbart": mbart,
    "pegasus": pegasus,
    "m2m100": m2m100,
    "t5": t5,
    "flan-t5": flan_t5,
}


def build(name, seed=20240601):
    """The model of that name, ready for inference.

    As they are initialized, such models repeat one token for ever, which proves nothing. A little
    training on a made-up language (other words, backwards, an end) gives them different sequences of
    different lengths, and doubts, without which beams would not differ.
    """
    torch.manual_seed(seed)
    model = ARCHITECTURES[name]()
    eos, words = model.config.eos_token_id, VOCABULARY - 10
    other = torch.randperm(words) + 5
    optimizer = torch.optim.Adam(model.parameters(), 3e-3)
    for _ in range(STEPS):
        length = int(torch.randint(1, 14, ()))
        drawn = torch.randint(words, (32, length))
        end = torch.full((32, 1), eos)
        source = torch.cat([drawn + 5, end], 1)
        target = torch.cat([other[drawn.flip(1)], end], 1)
        optimizer.zero_grad()
        model(input_ids=source, labels=target).loss.backward()
        optimizer.step()
    return model.eval()
